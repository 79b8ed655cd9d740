package ems.ledger.replay;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import ems.ledger.chain.Anchor;
import ems.ledger.chain.Chain;
import ems.ledger.chain.HeaderText;
import ems.ledger.contract.EarlierPeriods;
import ems.ledger.contract.GridState;
import ems.ledger.contract.SignatureCheck;
import ems.ledger.export.BlocksReader;
import ems.ledger.export.ExportedBlock;
import ems.ledger.export.WrongEntry;
import ems.ledger.export.WrongLedger;
import ems.ledger.tree.MerkleTree;
import ems.ledger.tree.Sha256;
import ems.market.record.Entry;
import ems.market.record.EntryKind;
import ems.market.record.SignedEntry;
import ems.market.record.UnknownEntry;

/**
 * How far a chain was followed, immutable. Who signed a block is for the caller to ask: a verifier wants signatures, a unit is
 * asked for its own.
 *
 * @param chain headers up to there
 * @param state what the contracts hold after the last of them
 */
public record ReplayedChain(Chain chain, GridState state) {

    public static final ReplayedChain EMPTY = new ReplayedChain(Chain.EMPTY, GridState.blank());

    private static final String CHANGED = "; and the block's root shows that an entry was changed";
    /** How lines begin that a party signed itself. */
    private static final List<byte[]> SIGNED = Stream.of(
                    EntryKind.SIGNED_BID, EntryKind.SIGNED_FORECAST, EntryKind.EXCHANGE_STATEMENT)
            .map(kind -> kind.prefix().getBytes(StandardCharsets.UTF_8))
            .toList();

    /**
     * The chain with a block more: its header goes on from here, its entries have its root, and the contracts accept each of them
     * and come to the states that it names.
     *
     * @param published what was anchored for its height; empty: nothing
     * @param earlier the blocks before, which it may correct
     * @throws WrongLedger with the first entry that does not follow
     */
    public ReplayedChain next(ExportedBlock block, Optional<Anchor> published, EarlierPeriods earlier, Sha256 sha)
            throws WrongLedger {
        int entry = 0;
        boolean sealed = true;
        try {
            var longer = chain.next(block.header(), published, sha);
            sealed = hasItsRoot(block, sha);
            var execution = state.next(block.header().key(), signatures(block), earlier);
            for (byte[] line : block.lines()) {
                entry++;
                execution.next(parsed(line));
            }
            var after = execution.end();
            entry = 0;
            if (!sealed) {
                throw new IllegalArgumentException("its entries do not have its root: at least one was changed");
            }
            if (!after.roots().equals(block.header().states())) {
                throw new IllegalArgumentException(
                        "its entries lead the contracts to other states, with " + after.roots());
            }
            return new ReplayedChain(longer, after);
        } catch (UnknownEntry e) {
            throw sealed ? unknown(block, entry, e) : wrong(block, entry, e.getMessage() + CHANGED);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw wrong(block, entry, e.getMessage() + (sealed || entry == 0 ? "" : CHANGED));
        }
    }

    /** The block has its root: its sealer wrote the line like this. */
    private WrongLedger unknown(ExportedBlock block, int entry, UnknownEntry why) {
        return new WrongLedger(new WrongEntry(
                block.header().key().grid().text(),
                chain.length(),
                entry,
                BlocksReader.text(block.lines().get(entry - 1)),
                why.getMessage() + "; it was sealed like this: take a build at least as new as the one that wrote it",
                true));
    }

    /**
     * A block that does not go on from here.
     *
     * @param entry number from 1; 0: the block itself
     */
    public WrongLedger wrong(ExportedBlock block, int entry, String why) {
        String line = entry == 0
                ? HeaderText.line(block.header())
                : BlocksReader.text(block.lines().get(entry - 1));
        return new WrongLedger(new WrongEntry(block.header().key().grid().text(), chain.length(), entry, line, why));
    }

    /** Checks all signatures of parties in the block together. A line that is no such entry is refused later, in its turn. */
    private SignatureCheck signatures(ExportedBlock block) {
        List<SignedEntry> signed = new ArrayList<>();
        for (byte[] line : block.lines()) {
            if (SIGNED.stream().anyMatch(start -> starts(line, start))) {
                try {
                    signed.add((SignedEntry) parsed(line));
                } catch (IllegalArgumentException noEntry) {
                    return SignatureCheck.EACH;
                }
            }
        }
        return signed.isEmpty()
                ? SignatureCheck.EACH
                : SignatureCheck.together(signed, block.header().key(), state.registered());
    }

    private static boolean starts(byte[] line, byte[] start) {
        return line.length > start.length && Arrays.equals(line, 0, start.length, start, 0, start.length);
    }

    private static boolean hasItsRoot(ExportedBlock block, Sha256 sha) {
        byte[] root = MerkleTree.over(block.lines(), sha).root();
        return HexFormat.of().formatHex(root).equals(block.header().root());
    }

    private static Entry parsed(byte[] line) {
        String text = BlocksReader.text(line);
        if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), line)) {
            throw new IllegalArgumentException("it holds bytes that are no UTF-8");
        }
        return Entry.parse(text);
    }
}
