package ems.processes.trail;

import java.util.List;
import java.util.Optional;
import jakarta.inject.Singleton;

import ems.ledger.store.TrailSeals;
import ems.ledger.store.TrailSeals.Sealed;
import ems.people.trail.Trail;
import ems.people.trail.TrailHead;
import ems.people.trail.WrongLine;
import ems.processes.grid.GridWiring;

/**
 * Compares the trail with itself, line by line, and with the lines that the ledgers of all grids hold: whoever writes it anew, hashes
 * and all, has no ledger that agrees.
 */
@Singleton
public class SealedTrail {

    private final Trail trail;
    private final GridWiring wiring;

    public SealedTrail(Trail trail, GridWiring wiring) {
        this.trail = trail;
        this.wiring = wiring;
    }

    CheckView now() {
        // the seals first: a line that is sealed meanwhile is in the trail already
        var seals = TrailSeals.in(wiring.store());
        var head = trail.head();
        var wrong = earlier(trail.firstWrong(), firstOther(seals));
        return new CheckView(
                head.number(),
                head.hash(),
                seals.size(),
                seals.isEmpty() ? 0 : seals.get(seals.size() - 1).seal().number(),
                wrong.map(WrongLine::number).orElse(0L),
                wrong.map(WrongLine::why).orElse(""));
    }

    private static Optional<WrongLine> earlier(Optional<WrongLine> one, Optional<WrongLine> other) {
        boolean isOther = one.isEmpty()
                || other.filter(line -> line.number() < one.get().number()).isPresent();
        return isOther ? other : one;
    }

    /** The first line that a ledger holds with another hash, or that is missing. */
    private Optional<WrongLine> firstOther(List<Sealed> seals) {
        long same = 0;
        for (Sealed sealed : seals) {
            var seal = sealed.seal();
            if (!trail.holds(new TrailHead(seal.number(), seal.hash()))) {
                return Optional.of(new WrongLine(seal.number(), why(sealed, same)));
            }
            same = seal.number();
        }
        return Optional.empty();
    }

    private static String why(Sealed sealed, long same) {
        return "the ledger of grid " + sealed.by().grid() + " holds this line with another hash, since "
                + sealed.by().period() + ": it or a line before it was changed, taken out or put in"
                + (same == 0 ? "" : "; up to line " + same + " the trail is as ledgers hold it");
    }
}
