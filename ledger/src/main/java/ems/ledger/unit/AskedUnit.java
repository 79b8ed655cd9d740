package ems.ledger.unit;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

import ems.ledger.note.Checkpoint;
import ems.ledger.note.NoteSignature;
import ems.ledger.note.NoteVerifier;
import ems.ledger.note.SignedNote;
import ems.ledger.validator.ValidatorChange;
import ems.market.party.GridId;

/** What a market knows of a unit that it asks for signatures: one question at a time. Thread-safe. */
final class AskedUnit {

    private final ReachedUnit unit;
    private final AtomicBoolean asked = new AtomicBoolean();

    private volatile @Nullable UnitStanding first;
    private volatile long blocks;
    private volatile @Nullable String complaint;

    AskedUnit(ReachedUnit unit) {
        this.unit = unit;
    }

    String address() {
        return unit.address();
    }

    /** It is asked for its key again: it may have been started as another. */
    void forget() {
        first = null;
    }

    /** How it stands, as far as it was asked. */
    UnitView view() {
        return new UnitView(
                unit.address(),
                Optional.ofNullable(first).map(UnitStanding::key),
                blocks,
                asked.get() && complaint == null ? Optional.of("it is being asked") : Optional.ofNullable(complaint));
    }

    /** @throws IOException if it does not answer, or stands for another grid */
    NoteVerifier key(GridId grid) throws IOException, InterruptedException {
        var known = first;
        if (known == null) {
            known = unit.standing();
        }
        if (!known.grid().equals(grid)) {
            throw new IOException(unit.address() + " is a unit of grid " + known.grid() + ", not of " + grid);
        }
        first = known;
        return NoteVerifier.parse(known.key());
    }

    /**
     * Its vote for the change; empty: it has none.
     *
     * @throws IOException in words, if it gives none
     */
    Optional<NoteSignature> vote(ValidatorChange change) throws IOException, InterruptedException {
        var by = key(change.grid());
        if (!change.isVoter(by)) {
            return Optional.empty();
        }
        var vote = signed(unit.vote(change.to()), by);
        if (!change.counts(vote)) {
            throw new IOException(
                    by.name() + " answers with a vote that does not count: has it taken the newest block?");
        }
        return Optional.of(vote);
    }

    /**
     * Its signature of the newest block, after those that it lacks; empty, with a complaint, if it gives none or is still at
     * an earlier question. One that is no validator yet only takes the blocks that validators have signed: all but the newest.
     *
     * @param signers whose signatures are wanted
     * @param follows whether it is sent blocks though it is no validator; otherwise it is asked no more then
     */
    Optional<NoteSignature> signature(
            Proposals proposals, Checkpoint checkpoint, GridId grid, List<NoteVerifier> signers, boolean follows)
            throws InterruptedException {
        if (!asked.compareAndSet(false, true)) {
            complaint = unit.address() + " is still at an earlier question";
            return Optional.empty();
        }
        try {
            var by = key(grid);
            if (!signers.contains(by)) {
                complaint = follows ? follow(proposals, by) : by.name() + " has left, and is asked no more";
                return Optional.empty();
            }
            var signature = signature(judged(proposals), checkpoint, by);
            blocks = checkpoint.size();
            complaint = null;
            return Optional.of(signature);
        } catch (IOException | RuntimeException e) {
            complaint = String.valueOf(e.getMessage());
            first = null; // it may be started again as another
            return Optional.empty();
        } finally {
            asked.set(false);
        }
    }

    private String follow(Proposals proposals, NoteVerifier by) throws IOException, InterruptedException {
        var refused = lacking(proposals, unit.standing().blocks());
        if (refused.isPresent()) {
            throw new IOException(by.name() + " refuses: " + refused.get().reason());
        }
        return by.name() + " takes the blocks, and signs none: its key " + by.text() + " is no validator's of the grid";
    }

    private UnitAnswer judged(Proposals proposals) throws IOException, InterruptedException {
        var newest = proposals.newest();
        var answer = unit.judge(newest);
        if (!(answer instanceof UnitAnswer.Behind behind)) {
            return answer;
        }
        if (behind.height() == newest.block().header().height()) {
            throw new IOException(
                    unit.address() + " is sent block " + behind.height() + ", and says that it needs it first");
        }
        var refused = lacking(proposals, behind.height());
        return refused.isPresent() ? refused.get() : unit.judge(newest);
    }

    /** Sends the blocks from this height on, without the newest; returns what it refuses. */
    private Optional<UnitAnswer.Refused> lacking(Proposals proposals, long height)
            throws IOException, InterruptedException {
        long newest = proposals.newest().block().header().height();
        if (height < 0 || height > newest) {
            throw new IOException(unit.address() + " says that it needs block " + height + ", and block " + newest
                    + " is the newest");
        }
        blocks = height;
        for (var missing = proposals.from(height); missing.hasNext(); ) {
            var block = missing.next();
            if (unit.judge(block) instanceof UnitAnswer.Refused refused) {
                return Optional.of(refused);
            }
            blocks = block.block().header().height() + 1;
        }
        return Optional.empty();
    }

    private static NoteSignature signature(UnitAnswer answer, Checkpoint checkpoint, NoteVerifier by)
            throws IOException {
        var signature = signed(answer, by);
        try {
            if (new SignedNote(checkpoint.text(), List.of(signature))
                    .signedBy(List.of(by))
                    .isEmpty()) {
                throw new IllegalArgumentException("it is another's");
            }
            return signature;
        } catch (IllegalArgumentException e) {
            throw new IOException(by.name() + " answers with a signature that does not count: " + e.getMessage(), e);
        }
    }

    private static NoteSignature signed(UnitAnswer answer, NoteVerifier by) throws IOException {
        if (answer instanceof UnitAnswer.Refused refused) {
            throw new IOException(by.name() + " refuses: " + refused.reason());
        }
        if (!(answer instanceof UnitAnswer.Signed signed)) {
            throw new IOException(by.name() + " does not sign, and does not say why");
        }
        try {
            return NoteSignature.parse(signed.signature().stripTrailing());
        } catch (IllegalArgumentException e) {
            throw new IOException(by.name() + " answers with a signature that does not count: " + e.getMessage(), e);
        }
    }
}
