package ems.processes.grid;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import ems.ledger.unit.WantedChange;
import ems.market.party.GridId;
import ems.market.quantity.MatchingPeriod;

/**
 * Records in the period that is about to start the validators that those so far have voted for. Until then these sign, and
 * trade goes on.
 */
@ApplicationScoped
public class ValidatorBorder {

    private static final Logger LOG = Logger.getLogger("ems.validators");

    private final RoadSideUnits units;
    private final Map<GridId, WantedChange> told = new ConcurrentHashMap<>();

    public ValidatorBorder(RoadSideUnits units) {
        this.units = units;
    }

    /** The journal is asked before the registry: a change that was recorded is in one of them, and is not recorded twice. */
    public void cross(LiveGrid grid, MatchingPeriod period) {
        var id = grid.setup().grid();
        if (grid.journal().validators(id, period).isPresent()) {
            return;
        }
        var registered = grid.ledger().registered(id);
        units.voted(id, registered)
                .filter(voted -> grid.market().nameValidators(grid.key(period), voted))
                .ifPresent(voted -> LOG.infof(
                        "the period of %s of grid %s names new validators: %d of %s sign the blocks after its own",
                        period, id, voted.quorum(), voted.keys()));
        tell(id, units.wantedChange(id, registered));
    }

    private void tell(GridId grid, Optional<WantedChange> wanted) {
        wanted.filter(change -> change.votes() < change.needed() && !change.equals(told.get(grid)))
                .ifPresent(change -> LOG.warnf(
                        "%d of %s shall sign the blocks of grid %s, and %d of %d votes for it are there: %s",
                        change.quorum(),
                        change.keys(),
                        grid,
                        change.votes(),
                        change.needed(),
                        String.join("; ", change.missing())));
        wanted.ifPresentOrElse(change -> told.put(grid, change), () -> told.remove(grid));
    }
}
