package ems.ledger.verify;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import ems.ledger.chain.Chain;
import ems.ledger.chain.Checkpoints;
import ems.ledger.chain.HeaderText;
import ems.ledger.chain.StateCopy;
import ems.ledger.contract.GridState;
import ems.ledger.contract.SignatureCheck;
import ems.ledger.export.AnchorsReader;
import ems.ledger.export.BlocksReader;
import ems.ledger.export.ExportedBlock;
import ems.ledger.export.LedgerFolder;
import ems.ledger.export.WrongEntry;
import ems.ledger.export.WrongLedger;
import ems.ledger.tree.MerkleTree;
import ems.ledger.tree.Sha256;
import ems.ledger.verify.PassedBlocks.Blocks;
import ems.ledger.verify.Verification.Verified;
import ems.ledger.verify.Verification.Wrong;
import ems.market.record.Entry;
import ems.market.record.EntryKind;
import ems.market.record.SignedBid;
import ems.market.record.UnknownEntry;
import ems.market.record.Validators;

/**
 * Checks an exported ledger from nothing but its files: hashes, chain, anchors, and the contracts run again over every entry.
 * Memory grows with the members and one block, not with the length of the ledger: of the blocks of a month it keeps where they
 * start, since a later block may correct them.
 */
public final class LedgerVerifier {

    private static final String CHANGED = "; and the block's root shows that an entry was changed";
    private static final byte[] SIGNED_BID = (EntryKind.SIGNED_BID.prefix()).getBytes(StandardCharsets.UTF_8);

    private final Sha256 sha = new Sha256();
    private final AnchorsReader anchors;
    private final PassedBlocks passed;
    private final Chain chain = new Chain(sha);
    private GridState state = GridState.blank();
    /** What the contracts held after the last retired block. */
    private final String copy;

    private final Optional<Validators> trusted;

    private @Nullable ExportedBlock lastRetired;
    private long retired;
    private long entries;

    private LedgerVerifier(AnchorsReader anchors, PassedBlocks passed, String copy, Optional<Validators> trusted) {
        this.anchors = anchors;
        this.passed = passed;
        this.copy = copy;
        this.trusted = trusted;
    }

    /** @param folder holds {@code blocks.txt} and, if anything is anchored, {@code anchors.txt} */
    public static Verification of(Path folder) throws IOException {
        return of(folder, new LedgerFolder(folder).anchors());
    }

    /** @param anchors the auditor's own copy; without the file nothing counts as anchored */
    public static Verification of(Path folder, Path anchors) throws IOException {
        return of(folder, anchors, Optional.empty());
    }

    /** @param trusted the validators that the auditor knows: exactly they are the first ones that sign; empty: any are */
    static Verification of(Path folder, Path anchors, Optional<Validators> trusted) throws IOException {
        var ledger = new LedgerFolder(folder);
        String state =
                Files.exists(ledger.state()) ? Files.readString(ledger.state(), StandardCharsets.ISO_8859_1) : "";
        try (var published = Files.exists(anchors) ? Files.newInputStream(anchors) : InputStream.nullInputStream()) {
            return of(start -> from(ledger.blocks(), start), published, state, trusted);
        }
    }

    private static InputStream from(Path file, long start) throws IOException {
        var in = Files.newInputStream(file);
        in.skipNBytes(start);
        return in;
    }

    static Verification of(InputStream blocks, InputStream anchors) throws IOException {
        byte[] all = blocks.readAllBytes();
        return of(
                start -> new ByteArrayInputStream(all, (int) start, all.length - (int) start),
                anchors,
                "",
                Optional.empty());
    }

    private static Verification of(Blocks blocks, InputStream anchors, String state, Optional<Validators> trusted)
            throws IOException {
        try (var all = blocks.from(0)) {
            var anchored = new AnchorsReader(anchors);
            return new LedgerVerifier(anchored, new PassedBlocks(blocks), state, trusted)
                    .verified(new BlocksReader(all));
        } catch (WrongLedger e) {
            return new Wrong(e.wrong());
        }
    }

    private Verified verified(BlocksReader blocks) throws IOException, WrongLedger {
        long start = blocks.position();
        for (var next = blocks.next(); next.isPresent(); next = blocks.next()) {
            var block = next.get();
            if (block.retired()) {
                passOver(block);
            } else {
                takeOverState();
                verify(block);
            }
            passed.add(block, start);
            start = blocks.position();
        }
        takeOverState();
        refuseCutTail();
        return new Verified(
                chain.length(),
                entries,
                chain.headHash(),
                retired,
                passed.unproven(),
                chain.length() - anchors.count(),
                state.registered().validators(),
                trusted);
    }

    /** Checks the place in the chain of a block without entries; the last such block also needs its signatures. */
    private void passOver(ExportedBlock block) throws IOException, WrongLedger {
        long place = chain.length();
        try {
            if (retired < place) {
                throw new IllegalArgumentException("its entries are missing, and those of blocks before it are there");
            }
            chain.append(block.header(), anchors.next());
        } catch (IllegalArgumentException e) {
            throw wrong(block, place, 0, e.getMessage());
        }
        lastRetired = block;
        retired++;
    }

    private void takeOverState() throws WrongLedger {
        if (lastRetired == null) {
            return;
        }
        var block = lastRetired;
        lastRetired = null;
        try {
            state = StateCopy.read(copy, block.header(), sha).state();
            refuseUnlessSigned(block, state);
            refuseOthers(state);
        } catch (IllegalArgumentException e) {
            throw wrong(block, block.header().height(), 0, "state.txt: " + e.getMessage());
        }
    }

    private void verify(ExportedBlock block) throws IOException, WrongLedger {
        long place = chain.length();
        var anchor = anchors.next();
        int entry = 0;
        boolean sealed = true;
        try {
            chain.append(block.header(), anchor);
            sealed = hasItsRoot(block);
            var execution = state.next(block.header().key(), signatures(block), passed);
            for (byte[] line : block.lines()) {
                entry++;
                execution.next(parsed(line));
            }
            var after = execution.end();
            entry = 0;
            refuseUnlessSigned(block, after);
            if (place == 0) {
                refuseOthers(after);
            }
            state = after;
        } catch (UnknownEntry e) {
            if (sealed) {
                throw unknown(block, place, entry, e);
            }
            throw wrong(block, place, entry, e.getMessage() + CHANGED);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw wrong(block, place, entry, e.getMessage() + (sealed ? "" : CHANGED));
        }
        if (!sealed) {
            throw wrong(block, place, 0, "its entries do not have its root: at least one was changed");
        }
        if (!state.roots().equals(block.header().states())) {
            throw wrong(block, place, 0, "its entries lead the contracts to other states, with " + state.roots());
        }
        entries += block.lines().size();
    }

    /** By the validators of the block before; the first ones sign the block that names them. */
    private void refuseUnlessSigned(ExportedBlock block, GridState after) {
        var validators =
                state.registered().validators().or(() -> after.registered().validators());
        if (validators.isEmpty()) {
            if (!block.signatures().isEmpty()) {
                throw new IllegalArgumentException("it is signed, and the grid has no validators");
            }
            return;
        }
        if (block.signatures().isEmpty()) {
            throw new IllegalArgumentException("nobody signed it, and "
                    + validators.get().quorum() + " of "
                    + validators.get().keys().size() + " validators must sign");
        }
        var checkpoint = Checkpoints.of(block.header().key().grid(), chain.log(), sha);
        Checkpoints.refuseUnlessSigned(Checkpoints.note(checkpoint, block.signatures()), validators.get());
    }

    /** Later ones are named by blocks that these signed. */
    private void refuseOthers(GridState first) {
        if (trusted.isPresent()) {
            var named = first.registered().validators();
            if (named.isEmpty()) {
                throw new IllegalArgumentException("it names no validators, and you trust " + words(trusted.get()));
            }
            if (!named.get().agrees(trusted.get())) {
                throw new IllegalArgumentException(
                        "its validators are " + words(named.get()) + ", and you trust " + words(trusted.get()));
            }
        }
    }

    private static String words(Validators validators) {
        return validators.quorum() + " of " + String.join(" ", validators.keys());
    }

    /** Checks the signatures of all bids of the block together. A line that is no bid is refused later, in its turn. */
    private SignatureCheck signatures(ExportedBlock block) {
        List<SignedBid> bids = new ArrayList<>();
        for (byte[] line : block.lines()) {
            if (line.length > SIGNED_BID.length
                    && Arrays.equals(line, 0, SIGNED_BID.length, SIGNED_BID, 0, SIGNED_BID.length)) {
                try {
                    bids.add((SignedBid) parsed(line));
                } catch (IllegalArgumentException noBid) {
                    return SignatureCheck.EACH;
                }
            }
        }
        return bids.isEmpty()
                ? SignatureCheck.EACH
                : SignatureCheck.together(bids, block.header().key(), state.registered());
    }

    private boolean hasItsRoot(ExportedBlock block) {
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

    private void refuseCutTail() throws IOException, WrongLedger {
        var beyond = anchors.next();
        if (beyond.isPresent()) {
            String why = "it is anchored with hash " + beyond.get().hash() + " but missing: the ledger was cut";
            throw new WrongLedger(new WrongEntry(chain.grid(), beyond.get().height(), 0, "", why));
        }
    }

    private static WrongLedger wrong(ExportedBlock block, long place, int entry, String why) {
        String line = entry == 0
                ? HeaderText.line(block.header())
                : BlocksReader.text(block.lines().get(entry - 1));
        return new WrongLedger(new WrongEntry(block.header().key().grid().text(), place, entry, line, why));
    }

    /** The block has its root: its sealer wrote the line like this. */
    private static WrongLedger unknown(ExportedBlock block, long place, int entry, UnknownEntry why) {
        return new WrongLedger(new WrongEntry(
                block.header().key().grid().text(),
                place,
                entry,
                BlocksReader.text(block.lines().get(entry - 1)),
                why.getMessage() + "; it was sealed like this: take a build at least as new as the one that wrote it",
                true));
    }
}
