package ems.ledger.unit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import ems.ledger.chain.Checkpoints;
import ems.ledger.export.WrongLedger;
import ems.ledger.note.NoteSigner;
import ems.ledger.note.NoteVerifier;
import ems.ledger.replay.PassedBlocks;
import ems.ledger.replay.ReplayedChain;
import ems.ledger.tree.Sha256;
import ems.market.ledger.BlockHeader;
import ems.market.party.GridId;
import ems.market.record.Validators;

/**
 * Signs blocks of one grid that follow from those it has signed before, one for each height, and keeps them. It takes blocks
 * from one market alone: whose key it was told, or the one that first sent it a block. Thread-safe.
 *
 * <p>It knows what the market's contracts know: an entry that follows from others cannot be changed, and what a party signed
 * cannot. It cannot tell whether an unsigned reading or bid is what a device said.
 */
public final class RoadSideUnit implements Closeable {

    private final GridId grid;
    private final NoteSigner signer;
    private final FollowedMarket market;
    private final OwnersApproval approval;
    private final UnitBlocks blocks;
    private final PassedBlocks passed;
    private final Sha256 sha = new Sha256();

    private ReplayedChain replayed = ReplayedChain.EMPTY;
    /** Whether the newest block asks for this unit's signature. */
    private boolean signsNewest;

    private @Nullable String refusal;

    /**
     * Goes on from what the folder holds, after running all of it again.
     *
     * @param market key of the market whose blocks it takes; empty: as the folder has it, else of the first that sends one
     * @throws WrongLedger if a block of the folder does not follow
     * @throws IllegalArgumentException if the folder has taken blocks from another market
     */
    public RoadSideUnit(GridId grid, NoteSigner signer, Optional<NoteVerifier> market, Path folder)
            throws IOException, WrongLedger {
        this.grid = grid;
        this.signer = signer;
        Files.createDirectories(folder);
        this.market = new FollowedMarket(folder, market);
        this.approval = new OwnersApproval(folder);
        this.blocks = new UnitBlocks(folder);
        this.passed = new PassedBlocks(blocks);
        try {
            blocks.read((block, start) -> {
                var before = replayed;
                replayed = replayed.next(block, Optional.empty(), passed, sha);
                signsNewest = isAsked(before, replayed);
                passed.add(block, start);
            });
            if (replayed.chain().length() > 0) {
                this.market.refuseUnknown();
            }
        } catch (IOException | WrongLedger | RuntimeException e) {
            blocks.close();
            throw e;
        }
    }

    /** How far it has come, and what it refused last. */
    public synchronized UnitStanding standing() {
        return new UnitStanding(
                grid,
                signer.verifier().text(),
                market.key().map(NoteVerifier::text),
                replayed.chain().length(),
                replayed.chain().headHash(),
                Optional.ofNullable(refusal));
    }

    /**
     * Judges a block. What is signed is on disk.
     *
     * @throws IOException if it cannot be kept: then it is not signed
     */
    public synchronized UnitAnswer judge(Proposal proposal) throws IOException {
        var answer = judged(proposal);
        if (answer instanceof UnitAnswer.Refused refused) {
            refusal = refused.reason();
        }
        return answer;
    }

    private UnitAnswer judged(Proposal proposal) throws IOException {
        var block = proposal.block();
        var header = block.header();
        long length = replayed.chain().length();
        if (!header.key().grid().equals(grid)) {
            return new UnitAnswer.Refused("it is of grid " + header.key().grid() + ", and this unit signs for " + grid);
        }
        if (header.height() > length) {
            return new UnitAnswer.Behind(length);
        }
        if (header.height() < length) {
            return judgedBefore(header);
        }
        try {
            proposal.refuseUnlessOf(market.key(), replayed.chain().log(), sha);
            var next = replayed.next(block, Optional.empty(), passed, sha);
            if (!isAsked(replayed, next)) {
                signers(replayed, next)
                        .ifPresent(others -> proposal.refuseUnlessSignedBy(
                                others, replayed.chain().log(), sha));
            }
            return take(proposal, next);
        } catch (IllegalArgumentException otherSigners) {
            return new UnitAnswer.Refused(otherSigners.getMessage());
        } catch (WrongLedger wrong) {
            return new UnitAnswer.Refused(wrong.wrong().toString());
        }
    }

    /** The newest block gets its signature as often as it is asked for; nothing else at its height does, and nothing below. */
    private UnitAnswer judgedBefore(BlockHeader header) {
        var head = replayed.chain().head().orElseThrow();
        if (header.equals(head)) {
            return newest();
        }
        return new UnitAnswer.Refused(
                header.height() == head.height()
                        ? "block " + head.height() + " is signed already, with hash " + head.hash()
                                + ": this one has hash " + header.hash()
                        : "block " + header.height() + " is signed already: this unit has come to block "
                                + head.height());
    }

    private UnitAnswer take(Proposal proposal, ReplayedChain next) throws IOException {
        market.follow(proposal.market());
        if (!validators(replayed).equals(validators(next))) {
            approval.end();
        }
        boolean signs = isAsked(replayed, next);
        var block = proposal.block().signed(signs ? signature(next) : "");
        passed.add(block, blocks.append(block));
        replayed = next;
        signsNewest = signs;
        return newest();
    }

    /** Whether this unit is among those that sign the block. */
    private boolean isAsked(ReplayedChain before, ReplayedChain next) {
        return signers(before, next).filter(this::isOneOf).isPresent();
    }

    /** Who signs the block between the two. */
    private static Optional<Validators> signers(ReplayedChain before, ReplayedChain next) {
        return validators(before).or(() -> validators(next));
    }

    private static Optional<Validators> validators(ReplayedChain at) {
        return at.state().registered().validators();
    }

    private boolean isOneOf(Validators validators) {
        return validators.keys().contains(signer.verifier().text());
    }

    /**
     * Votes for these validators in place of those that sign now, if this unit's owner has approved them.
     *
     * @throws IllegalArgumentException if they cannot sign, or the owner's file is broken
     * @throws IOException if that cannot be read
     */
    public synchronized UnitAnswer vote(Validators next) throws IOException {
        if (validators(replayed).filter(this::isOneOf).isEmpty()) {
            return new UnitAnswer.Refused("it signs no blocks of grid " + grid + ", and has no vote");
        }
        var change = replayed.state().registered().changeTo(grid, next).orElseThrow();
        if (approval.approved().filter(next::agrees).isEmpty()) {
            return new UnitAnswer.Refused(
                    "its owner has not approved these validators. An owner who does runs: " + approval.command(next));
        }
        return new UnitAnswer.Signed(change.vote(signer).line());
    }

    private String signature(ReplayedChain next) {
        return Checkpoints.signatures(
                Checkpoints.of(grid, next.chain().log(), sha).sign(signer));
    }

    /** The same each time: a key signs the same text with the same bytes. */
    private UnitAnswer newest() {
        return signsNewest ? new UnitAnswer.Signed(signature(replayed)) : new UnitAnswer.Followed();
    }

    @Override
    public synchronized void close() throws IOException {
        blocks.close();
    }
}
