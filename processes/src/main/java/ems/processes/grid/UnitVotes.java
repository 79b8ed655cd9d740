package ems.processes.grid;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

import ems.ledger.chain.BlockSigner;
import ems.ledger.contract.Registered;
import ems.ledger.note.NoteSigner;
import ems.ledger.unit.AskedUnits;
import ems.ledger.unit.AskedVotes;
import ems.ledger.unit.VoteCount;
import ems.ledger.unit.WantedChange;
import ems.ledger.validator.ValidatorChange;
import ems.market.party.GridId;
import ems.market.record.Validators;

/** The votes of one grid's units, here and elsewhere, for those that shall sign. Thread-safe. */
final class UnitVotes {

    private static final Logger LOG = Logger.getLogger("ems.validators");

    private final GridId grid;
    private final Supplier<Optional<Validators>> named;
    private final Supplier<List<NoteSigner>> here;
    private final Supplier<Optional<AskedUnits>> elsewhere;
    private final Executor threads;
    private final AtomicBoolean isWarned = new AtomicBoolean();
    private volatile AskedVotes votes;

    /**
     * @param named who shall sign
     * @param here whose keys are in this process
     * @param threads on which units are asked
     */
    UnitVotes(
            GridId grid,
            Supplier<Optional<Validators>> named,
            Supplier<List<NoteSigner>> here,
            Supplier<Optional<AskedUnits>> elsewhere,
            Executor threads) {
        this.grid = grid;
        this.named = named;
        this.here = here;
        this.elsewhere = elsewhere;
        this.threads = threads;
        this.votes = none();
    }

    private AskedVotes none() {
        return new AskedVotes(grid, this::known, this::counted, threads);
    }

    /** Others shall sign now: what was voted for before counts no more. */
    void begin() {
        votes = none();
    }

    /**
     * The entry with which other validators than those of the registry sign, once these have voted for it; asks those that have
     * not, and waits for none.
     */
    Optional<Validators> voted(Registered now) {
        return votes.voted(now);
    }

    /** Other validators that are wanted and not named yet, with their votes so far. */
    Optional<WantedChange> wanted(Registered now) {
        return votes.view(now);
    }

    private Optional<Validators> known() {
        try {
            var found = named.get();
            isWarned.set(false);
            return found;
        } catch (IllegalStateException | IllegalArgumentException e) {
            if (isWarned.compareAndSet(false, true)) {
                LOG.warnf(
                        "whether other validators shall sign is not known now, and what was known last stays: %s",
                        e.getMessage());
            }
            return Optional.empty();
        }
    }

    private VoteCount counted(ValidatorChange change) {
        var own = new VoteCount(new BlockSigner(here.get()).votes(change), List.of());
        return elsewhere
                .get()
                .map(units -> own.and(units.votes(change)).and(unreached(change, units)))
                .orElse(own);
    }

    private VoteCount unreached(ValidatorChange change, AskedUnits units) {
        Set<String> reached = new HashSet<>();
        units.views().forEach(view -> view.key().ifPresent(reached::add));
        here.get().forEach(signer -> reached.add(signer.verifier().text()));
        return new VoteCount(
                List.of(),
                change.from().keys().stream()
                        .filter(key -> !reached.contains(key))
                        .map(key ->
                                key + " has a vote, and was met at no address: start it again where it was, or name its"
                                        + " own in ems.validators.leaving if the market was never told")
                        .toList());
    }
}
