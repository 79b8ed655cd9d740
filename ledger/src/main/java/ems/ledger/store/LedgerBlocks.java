package ems.ledger.store;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.LongStream;

import org.jdbi.v3.core.Jdbi;

import ems.ledger.export.ExportedBlock;
import ems.ledger.sql.Utc;
import ems.ledger.unit.EarlierBlocks;
import ems.market.ledger.BlockHeader;
import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.party.PeriodKey;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Entry;
import ems.market.record.EntryKind;
import ems.market.record.PeriodRecord;
import ems.market.record.Step;
import ems.market.record.StepRecord;

import static java.util.Objects.requireNonNull;

/** What sealed periods recorded, for those who add it up. */
public final class LedgerBlocks implements EarlierBlocks {

    private static final Set<Step> BOOKING = EnumSet.of(Step.COLLECT_BIDS, Step.SETTLE);
    private static final String OPENED = EntryKind.PERIOD_OPENED.prefix();
    private static final String SETTLED = EntryKind.SETTLEMENT_LINE.prefix();
    private static final String SETTLED_DIRECTLY = EntryKind.DIRECT_LINE.prefix();
    private static final String CORRECTED = EntryKind.CORRECTION_LINE.prefix();
    /** Between the fields of a line. */
    private static final String FIELD = "|";

    private final Jdbi jdbi;

    public LedgerBlocks(LedgerStore store) {
        this.jdbi = store.jdbi();
    }

    /** Height up to which entries are forgotten; -1: none are. */
    public long forgottenUpTo(GridId grid) {
        return jdbi.withHandle(sql -> BlockTables.retiredHeight(sql, grid));
    }

    /** The period that the block of this height seals; empty: there is no such block. */
    public Optional<MatchingPeriod> period(GridId grid, long height) {
        return jdbi.withHandle(sql ->
                BlockTables.at(sql, grid, height).map(header -> header.key().period()));
    }

    /** The records of at most so many blocks from this height on. */
    public List<PeriodRecord> from(GridId grid, long height, int most) {
        return jdbi.withHandle(sql -> sql
                .createQuery("select period_start from block where grid = :grid and height >= :height"
                        + " and height < :end order by height")
                .bind("grid", grid.text())
                .bind("height", height)
                .bind("end", height + most)
                .map((row, context) -> new PeriodKey(grid, Utc.period(row, 1)))
                .list()
                .stream()
                .map(key -> new PeriodRecord(key, PeriodTables.read(sql, key).steps()))
                .toList());
    }

    public PeriodRecord record(PeriodKey key) {
        return jdbi.withHandle(
                sql -> new PeriodRecord(key, PeriodTables.read(sql, key).steps()));
    }

    /**
     * The part of a period's record that {@link ems.market.bill.Bookings} asks for one party: its lines, and the prices of the
     * period. All others' lines are passed over unread.
     */
    public PeriodRecord booked(PeriodKey key, Party party) {
        var account = FIELD + party.account() + FIELD;
        return part(
                key,
                BOOKING,
                line -> line.startsWith(OPENED)
                        || (line.startsWith(SETTLED) || line.startsWith(SETTLED_DIRECTLY) || line.startsWith(CORRECTED))
                                && line.contains(account));
    }

    /** The part of a period's record that states the grid's prices. */
    public PeriodRecord opened(PeriodKey key) {
        return part(key, EnumSet.of(Step.COLLECT_BIDS), line -> line.startsWith(OPENED));
    }

    private PeriodRecord part(PeriodKey key, Set<Step> wanted, Predicate<String> isRead) {
        Set<Step> others = EnumSet.complementOf(EnumSet.copyOf(wanted));
        var steps = jdbi.withHandle(sql -> PeriodTables.steps(sql, key, others));
        return new PeriodRecord(
                key,
                wanted.stream()
                        .filter(steps::containsKey)
                        .map(step -> new StepRecord(
                                step,
                                Entry.parseAll(requireNonNull(steps.get(step))
                                        .orElseThrow()
                                        .lines()
                                        .filter(isRead)
                                        .toList())))
                        .toList());
    }

    @Override
    public Optional<ExportedBlock> block(GridId grid, long height) {
        return jdbi.withHandle(sql -> height <= BlockTables.retiredHeight(sql, grid)
                ? Optional.empty()
                : BlockTables.at(sql, grid, height)
                        .map(header -> new ExportedBlock(
                                header,
                                BlockTables.signatures(sql, header),
                                false,
                                PeriodTables.read(sql, header.key())
                                        .entryLines()
                                        .toList())));
    }

    @Override
    public List<String> hashes(GridId grid, long size) {
        return jdbi.withHandle(
                sql -> sql.createQuery("select hash from block where grid = :grid and height < :size order by height")
                        .bind("grid", grid.text())
                        .bind("size", size)
                        .mapTo(String.class)
                        .list());
    }

    /** At most so many headers, the highest first. */
    public List<SignedHeader> headers(GridId grid, long upTo, int most) {
        return jdbi.withHandle(sql -> LongStream.iterate(upTo, height -> height >= 0, height -> height - 1)
                .limit(most)
                .boxed()
                .flatMap(height -> BlockTables.at(sql, grid, height).stream())
                .map(header -> new SignedHeader(header, BlockTables.signatures(sql, header)))
                .toList());
    }

    /** Lines of the note under a block; empty: nobody signed, or there is no such block. */
    public String signatures(GridId grid, long height) {
        return jdbi.withHandle(sql -> BlockTables.at(sql, grid, height)
                .map(header -> BlockTables.signatures(sql, header))
                .orElse(""));
    }

    /** @param signatures lines of a note, each with its end */
    public record SignedHeader(BlockHeader header, String signatures) {}
}
