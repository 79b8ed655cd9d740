package ems.ledger.chain;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import ems.ledger.contract.EarlierPeriods;
import ems.ledger.contract.GridState;
import ems.ledger.contract.SignatureCheck;
import ems.ledger.tree.LogTree;
import ems.ledger.tree.Sha256;
import ems.market.ledger.BlockHeader;
import ems.market.party.PeriodKey;
import ems.market.record.Entry;
import ems.market.record.EntryLines;
import ems.market.record.Validators;

/**
 * The end of a grid's chain, immutable: what the next block goes on from.
 *
 * @param header of the last block; empty before the first one
 * @param state what the contracts hold after it
 * @param earlier over the hashes of all headers but this one: the header names its root
 * @param log over the hashes of all headers
 */
public record Head(Optional<BlockHeader> header, GridState state, LogTree earlier, LogTree log) {

    public static final Head BLANK = new Head(Optional.empty(), GridState.blank(), LogTree.EMPTY, LogTree.EMPTY);

    /**
     * Runs the contracts over the entries and seals what they lead to. Signed bids were checked as they arrived.
     *
     * @throws IllegalArgumentException if a contract refuses an entry
     */
    public SealedBlock next(PeriodKey key, List<? extends Entry> entries, EntryLines lines, Sha256 sha) {
        return next(key, entries, lines, EarlierPeriods.NONE, sha);
    }

    /**
     * @param lines those of the entries
     * @param earlier the blocks before, for periods that the entries correct
     */
    public SealedBlock next(
            PeriodKey key, List<? extends Entry> entries, EntryLines lines, EarlierPeriods earlier, Sha256 sha) {
        var execution = state.next(key, SignatureCheck.AT_THE_DOOR, earlier);
        entries.forEach(execution::next);
        var after = execution.end();
        var next = HeaderText.hashed(
                new BlockHeader(
                        key,
                        log.size(),
                        lines.size(),
                        EntriesRoot.of(lines, sha),
                        after.roots(),
                        hex(log.root(sha)),
                        header.map(BlockHeader::hash).orElse(HeaderText.NO_PREVIOUS),
                        ""),
                sha);
        return new SealedBlock(next, lines, validators(after), after(next, after, log, sha));
    }

    /** Those of the block before; the first ones sign the block that names them. */
    private Optional<Validators> validators(GridState after) {
        return state.registered().validators().or(() -> after.registered().validators());
    }

    /** @param earlier log of the headers before this one */
    static Head after(BlockHeader header, GridState state, LogTree earlier, Sha256 sha) {
        return new Head(
                Optional.of(header), state, earlier, earlier.with(HexFormat.of().parseHex(header.hash()), sha));
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
