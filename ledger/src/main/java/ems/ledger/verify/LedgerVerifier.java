package ems.ledger.verify;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import ems.ledger.chain.Checkpoints;
import ems.ledger.chain.HeaderText;
import ems.ledger.chain.StateCopy;
import ems.ledger.contract.GridState;
import ems.ledger.export.AnchorsReader;
import ems.ledger.export.BlocksReader;
import ems.ledger.export.ExportedBlock;
import ems.ledger.export.LedgerFolder;
import ems.ledger.export.WrongEntry;
import ems.ledger.export.WrongLedger;
import ems.ledger.replay.PassedBlocks;
import ems.ledger.replay.PassedBlocks.Blocks;
import ems.ledger.replay.ReplayedChain;
import ems.ledger.tree.Sha256;
import ems.ledger.validator.Quorum;
import ems.ledger.verify.Verification.Verified;
import ems.ledger.verify.Verification.Wrong;
import ems.market.record.Validators;

/**
 * Checks an exported ledger from nothing but its files: hashes, chain, anchors, and the contracts run again over every entry.
 * Memory grows with the members and one block, not with the length of the ledger: of the blocks of a month it keeps where they
 * start, since a later block may correct them.
 */
public final class LedgerVerifier {

    private final Sha256 sha = new Sha256();
    private final AnchorsReader anchors;
    private final PassedBlocks passed;
    private ReplayedChain replayed = ReplayedChain.EMPTY;
    /** What the contracts held after the last retired block. */
    private final String copy;

    private final Optional<Validators> trusted;

    private @Nullable ExportedBlock lastRetired;
    private long retired;
    private long entries;
    private final NavigableMap<Long, Validators> signers = new TreeMap<>();
    private final HorizonPrices horizon = new HorizonPrices();
    private final DirectTradeChanges directTrade = new DirectTradeChanges();

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
                takeOverState(true);
                verify(block);
            }
            passed.add(block, start);
            start = blocks.position();
        }
        takeOverState(false);
        refuseCutTail();
        return new Verified(
                replayed.chain().length(),
                entries,
                replayed.chain().headHash(),
                retired,
                passed.unproven(),
                replayed.chain().length() - anchors.count(),
                replayed.state().registered().validators(),
                signers,
                trusted,
                Stream.of(horizon.words(), directTrade.words())
                        .flatMap(Optional::stream)
                        .toList());
    }

    /** Checks the place in the chain of a block without entries; the last such block also needs its signatures. */
    private void passOver(ExportedBlock block) throws IOException, WrongLedger {
        try {
            if (retired < replayed.chain().length()) {
                throw new IllegalArgumentException("its entries are missing, and those of blocks before it are there");
            }
            replayed = new ReplayedChain(replayed.chain().next(block.header(), anchors.next(), sha), replayed.state());
        } catch (IllegalArgumentException e) {
            throw replayed.wrong(block, 0, e.getMessage());
        }
        lastRetired = block;
        retired++;
    }

    /**
     * Takes what the contracts held after the last block without entries. Validators that have changed may have done so in that
     * very block, which those before them signed: who they were is forgotten, and the next block, which the new ones sign,
     * vouches for both.
     *
     * @param isFollowed whether a block with entries comes next, whose signatures cover this one
     */
    private void takeOverState(boolean isFollowed) throws WrongLedger {
        if (lastRetired == null) {
            return;
        }
        var block = lastRetired;
        lastRetired = null;
        try {
            var copied = new ReplayedChain(
                    replayed.chain(), StateCopy.read(copy, block.header(), sha).state());
            var registered = copied.state().registered();
            if (!isFollowed || !registered.hasChangedValidators()) {
                refuseUnlessSigned(block, registered.validators(), copied);
            }
            refuseOthers(copied.state());
            replayed = copied;
        } catch (IllegalArgumentException e) {
            throw wrong(block, "state.txt: " + e.getMessage());
        }
    }

    private void verify(ExportedBlock block) throws IOException, WrongLedger {
        var before = replayed.state().registered();
        replayed = replayed.next(block, anchors.next(), passed, sha);
        var after = replayed.state().registered();
        var signing = before.validators().or(after::validators);
        try {
            refuseUnlessSigned(block, signing, replayed);
            if (block.header().height() == 0) {
                refuseOthers(replayed.state());
            }
        } catch (IllegalArgumentException e) {
            throw wrong(block, e.getMessage());
        }
        signing.filter(now -> signers.isEmpty() || !now.equals(signers.get(signers.lastKey())))
                .ifPresent(now -> signers.put(block.header().height(), now));
        entries += block.lines().size();
        horizon.add(block);
        directTrade.add(block, before);
    }

    /** @param validators those of the block before; the first ones sign the block that names them */
    private void refuseUnlessSigned(ExportedBlock block, Optional<Validators> validators, ReplayedChain with) {
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
        var checkpoint =
                Checkpoints.of(block.header().key().grid(), with.chain().log(), sha);
        Quorum.of(validators.get()).refuseUnlessSigned(Checkpoints.note(checkpoint, block.signatures()));
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

    private void refuseCutTail() throws IOException, WrongLedger {
        var beyond = anchors.next();
        if (beyond.isPresent()) {
            String why = "it is anchored with hash " + beyond.get().hash() + " but missing: the ledger was cut";
            throw new WrongLedger(
                    new WrongEntry(replayed.chain().grid(), beyond.get().height(), 0, "", why));
        }
    }

    /** A block that has its place in the chain is wrong all the same. */
    private static WrongLedger wrong(ExportedBlock block, String why) {
        var header = block.header();
        return new WrongLedger(
                new WrongEntry(header.key().grid().text(), header.height(), 0, HeaderText.line(header), why));
    }
}
