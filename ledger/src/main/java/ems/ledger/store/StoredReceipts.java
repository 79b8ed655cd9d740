package ems.ledger.store;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

import ems.ledger.chain.Head;
import ems.ledger.chain.NamedValidators;
import ems.ledger.receipt.CorrectingBlock;
import ems.ledger.receipt.Receipt;
import ems.ledger.receipt.ReceiptBuilder;
import ems.ledger.receipt.RegistryCopy;
import ems.ledger.receipt.SealedMatch;
import ems.ledger.tree.MerkleTree;
import ems.ledger.tree.Sha256;
import ems.market.ledger.BlockHeader;
import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.record.MatchId;

/**
 * Receipts out of a stored ledger: of all blocks but the match's, only hashes are read, each once, and who signs. A year of minutes takes 60 MB
 * of memory. Thread-safe.
 */
public final class StoredReceipts {

    private static final MerkleTree NONE = MerkleTree.over(List.of(), new Sha256());

    private final Jdbi jdbi;
    private final Map<GridId, MerkleTree> logs = new ConcurrentHashMap<>();

    public StoredReceipts(DataSource database) {
        this(LedgerStore.in(database));
    }

    public StoredReceipts(LedgerStore store) {
        this.jdbi = store.jdbi();
    }

    /**
     * @param anchoredHeight up to which headers are published; empty: none yet
     * @return empty if the grid has no such match in a sealed period
     * @throws IllegalArgumentException if the id is not that of a match
     * @throws IllegalStateException if the ledger does not prove what it says of the match
     */
    public Optional<Receipt> receipt(GridId grid, MatchId match, Optional<Long> anchoredHeight) {
        var key = new PeriodKey(grid, match.period());
        return jdbi.withHandle(sql -> BlockTables.of(sql, key)
                .map(block -> sealed(sql, block, match, anchoredHeight))
                .filter(found -> found.has(match))
                .map(found -> ReceiptBuilder.of(match, found)));
    }

    private SealedMatch sealed(Handle sql, BlockHeader block, MatchId match, Optional<Long> anchoredHeight) {
        var newest = BlockTables.head(sql, block.key().grid()).orElseThrow();
        String signatures = BlockTables.signatures(sql, newest);
        return new SealedMatch(
                block,
                PeriodTables.read(sql, block.key()).entryLines().toList(),
                log(sql, newest),
                signatures.isEmpty() ? List.of() : keys(sql, newest),
                signatures,
                anchoredHeight.orElse(-1L) >= block.height(),
                corrections(sql, block, match, newest));
    }

    /**
     * The registry as a block has it, with what proves it.
     *
     * @param head the end of the chain; empty before the first block
     */
    public Optional<RegistryCopy> registry(Head head) {
        return head.header()
                .map(block -> jdbi.withHandle(sql -> {
                    String signatures = BlockTables.signatures(sql, block);
                    return RegistryCopy.of(
                            block,
                            head.state().registry(),
                            head.state().model(),
                            log(sql, block),
                            signatures,
                            signatures.isEmpty() ? List.of() : keys(sql, block));
                }));
    }

    /** Those that are sealed by now. */
    private static List<CorrectingBlock> corrections(Handle sql, BlockHeader block, MatchId match, BlockHeader newest) {
        var grid = block.key().grid();
        return RecordedCorrections.periods(sql, grid, match).stream()
                .flatMap(period -> BlockTables.of(sql, new PeriodKey(grid, period)).stream())
                .filter(later -> later.height() <= newest.height())
                .map(later -> new CorrectingBlock(
                        later, PeriodTables.read(sql, later.key()).entryLines().toList()))
                .toList();
    }

    /** Sealed blocks stay as they are, so those up to the newest are the same whenever they are read. */
    private MerkleTree log(Handle sql, BlockHeader newest) {
        var grid = newest.key().grid();
        var known = logs.getOrDefault(grid, NONE);
        if (known.size() > newest.height() + 1) {
            // somebody saw a newer one meanwhile
            known = NONE;
        }
        var log = known.and(hashes(sql, newest, known.size()), new Sha256());
        logs.merge(grid, log, (one, other) -> one.size() < other.size() ? other : one);
        return log;
    }

    private static List<byte[]> hashes(Handle sql, BlockHeader newest, int from) {
        return sql.createQuery("select hash from block where grid = :grid and height >= :from and height <= :height"
                        + " order by height")
                .bind("grid", newest.key().grid().text())
                .bind("from", from)
                .bind("height", newest.height())
                .map((row, context) -> HexFormat.of().parseHex(row.getString(1)))
                .list();
    }

    private static List<String> keys(Handle sql, BlockHeader newest) {
        var grid = newest.key().grid();
        var validators = new NamedValidators();
        BlockTables.at(sql, grid, BlockTables.retiredHeight(sql, grid))
                .ifPresent(retired -> validators.readCopy(StateTables.body(sql, retired)));
        PeriodTables.enrolments(sql, newest.key()).forEach(validators::read);
        return validators.keys();
    }
}
