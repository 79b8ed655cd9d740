package ems.ledger.unit;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import ems.ledger.contract.Registered;
import ems.ledger.note.NoteSignature;
import ems.ledger.validator.ValidatorChange;
import ems.market.party.GridId;
import ems.market.record.Validators;

import static java.util.Objects.requireNonNull;

/**
 * A change of a grid's validators that its market wants, and the votes for it. Who must vote is asked apart from the market's
 * course: nobody waits, and what has come is found at the next look. Thread-safe.
 */
public final class AskedVotes {

    private final GridId grid;
    private final Supplier<Optional<Validators>> wanted;
    private final Function<ValidatorChange, VoteCount> ask;
    private final Executor threads;
    /** The latest wish to know; it stays while they are asked for it, and is gone once nobody has another one. */
    private final AtomicReference<@Nullable Wish> open = new AtomicReference<>();

    private volatile Optional<Round> last = Optional.empty();

    /** Two of the same registry are two. */
    private static final class Wish {

        private final Registered registered;

        Wish(Registered registered) {
            this.registered = registered;
        }
    }

    private record Round(ValidatorChange change, VoteCount count) {

        boolean isEnough() {
            return count.given().size() >= change.from().quorum();
        }
    }

    /**
     * @param wanted who shall sign; empty while that is not known: then it is who was wanted last
     * @param ask asks everybody who may vote
     */
    public AskedVotes(
            GridId grid,
            Supplier<Optional<Validators>> wanted,
            Function<ValidatorChange, VoteCount> ask,
            Executor threads) {
        this.grid = grid;
        this.wanted = wanted;
        this.ask = ask;
        this.threads = threads;
    }

    /**
     * The entry that changes the validators, once enough of them have voted; otherwise they are asked again.
     *
     * @param now the registry after the newest block
     */
    public Optional<Validators> voted(Registered now) {
        var known = enough(now);
        if (known.isPresent()) {
            return known;
        }
        var wish = new Wish(now);
        if (open.getAndSet(wish) == null) {
            threads.execute(() -> askOn(wish));
        }
        return enough(now);
    }

    /** Asks until nobody wanted to know while it asked: what is proposed in the meantime does not wait for another period. */
    private void askOn(Wish first) {
        boolean isAnswered = false;
        var asked = first;
        try {
            while (!isAnswered) {
                last = round(asked.registered);
                isAnswered = open.compareAndSet(asked, null);
                asked = isAnswered ? asked : requireNonNull(open.get());
            }
        } finally {
            if (!isAnswered) {
                open.set(null);
            }
        }
    }

    private Optional<Validators> enough(Registered now) {
        return current(now)
                .filter(Round::isEnough)
                .map(round -> round.change().voted(round.count().given()));
    }

    /** What was found of the change that is wanted; empty once the registry has another number of changes. */
    private Optional<Round> current(Registered now) {
        return last.filter(round -> now.changeTo(grid, round.change().to())
                .filter(round.change()::equals)
                .isPresent());
    }

    private Optional<Round> round(Registered now) {
        var signing = now.validators();
        return wanted.get()
                .or(() -> last.map(round -> round.change().to()))
                .filter(next -> signing.isPresent() && !signing.get().agrees(next))
                .flatMap(next -> now.changeTo(grid, next))
                .map(change -> new Round(change, asked(change, now)));
    }

    /** Votes that were given for the same change stay, though who gave them is away now. */
    private VoteCount asked(ValidatorChange change, Registered now) {
        var found = ask.apply(change);
        return current(now)
                .filter(before -> before.change().equals(change))
                .map(before -> found.and(new VoteCount(before.count().given(), List.of())))
                .orElse(found);
    }

    /** The change that is wanted and not made yet. */
    public Optional<WantedChange> view(Registered now) {
        return current(now)
                .map(round -> new WantedChange(
                        round.change().to().quorum(),
                        round.change().to().keys(),
                        round.count().given().size(),
                        round.count().given().stream().map(NoteSignature::name).toList(),
                        round.change().from().quorum(),
                        round.isEnough() ? List.of() : round.count().missing()));
    }
}
