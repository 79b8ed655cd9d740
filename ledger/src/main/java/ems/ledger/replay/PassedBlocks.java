package ems.ledger.replay;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

import ems.ledger.contract.EarlierPeriods;
import ems.ledger.export.BlocksReader;
import ems.ledger.export.ExportedBlock;
import ems.ledger.export.WrongLedger;
import ems.market.party.PeriodKey;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Correction;
import ems.market.record.Entry;
import ems.market.record.PeriodRecord;

/** Blocks that a reader has passed and that a later one may correct: it remembers where they start, and reads them again. */
public final class PassedBlocks implements EarlierPeriods {

    private static final long FORGOTTEN = -1;

    private final Blocks blocks;
    private final NavigableMap<MatchingPeriod, Long> starts = new TreeMap<>();
    private long unproven;

    /** The file of the blocks, to be read from any place. */
    public interface Blocks {

        /** @param start bytes before the first one that is read */
        InputStream from(long start) throws IOException;
    }

    public PassedBlocks(Blocks blocks) {
        this.blocks = blocks;
    }

    /** @param start bytes before the block */
    public void add(ExportedBlock block, long start) {
        var period = block.header().key().period();
        starts.put(period, block.retired() ? FORGOTTEN : start);
        starts.headMap(new MatchingPeriod(period.start().minus(Correction.LONGEST)))
                .clear();
    }

    /** How many times a block was asked for that stands there without its entries. */
    public long unproven() {
        return unproven;
    }

    @Override
    public Optional<PeriodRecord> block(MatchingPeriod period) {
        var start = starts.get(period);
        if (start == null) {
            throw new IllegalArgumentException("no block before it is of the period of " + period);
        }
        if (start == FORGOTTEN) {
            unproven++;
            return Optional.empty();
        }
        try (var in = blocks.from(start)) {
            var block = new BlocksReader(in).next().orElseThrow();
            return Optional.of(record(block.header().key(), block));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (WrongLedger changed) {
            throw new IllegalArgumentException("the block of " + period + " cannot be read again", changed);
        }
    }

    private static PeriodRecord record(PeriodKey key, ExportedBlock block) {
        return PeriodRecord.sealed(
                key,
                block.lines().stream()
                        .map(line -> Entry.parse(BlocksReader.text(line)))
                        .toList());
    }
}
