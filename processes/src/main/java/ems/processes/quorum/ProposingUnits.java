package ems.processes.quorum;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import ems.market.record.Validators;
import ems.processes.grid.LiveGrid;
import ems.processes.grid.RoadSideUnits;
import ems.processes.grid.RoadSideUnits.Wanted;
import ems.processes.grid.UnitOrders;
import ems.processes.operations.Interventions;
import ems.processes.operations.OrderAnswer;
import ems.processes.operations.OrderAnswer.Outcome;
import ems.processes.operations.OrderRefused;
import ems.processes.operations.Reason;

/**
 * Takes which road-side units an operator wants: reached first, noted in the trail then, kept, and wanted from then on. Whether they
 * follow is for the owners of those that sign now.
 */
@Singleton
class ProposingUnits {

    private final RoadSideUnits units;
    private final UnitOrders orders;
    private final Interventions interventions;

    ProposingUnits(RoadSideUnits units, UnitOrders orders, Interventions interventions) {
        this.units = units;
        this.orders = orders;
        this.interventions = interventions;
    }

    /**
     * @throws IllegalArgumentException if the wish is wrong
     * @throws OrderRefused if who asks may not, a unit does not answer, or nobody could vote; then nothing was done
     */
    synchronized OrderAnswer propose(LiveGrid grid, @Nullable UnitsWish wish) {
        interventions.refuseUnlessUnitsAllowed();
        if (wish == null) {
            throw new IllegalArgumentException("a proposal names 'quorum' and 'addresses', or 'here'");
        }
        var id = grid.setup().grid();
        var reason = Reason.given(wish.reason());
        // the journal before the registry: a change that was recorded is in one of them
        var coming = grid.journal().validators(id, grid.now().next().next());
        var signing = grid.ledger().registered(id).validators();
        if (signing.isEmpty()) {
            throw OrderRefused.conflict("Nobody signs the blocks of grid " + id + ": there is nobody to vote.");
        }
        var signers = Stream.of(signing, coming)
                .flatMap(Optional::stream)
                .flatMap(named -> named.keys().stream())
                .collect(Collectors.toUnmodifiableSet());
        var wanted = reached(grid, wish, signers);
        var words = words(signing.get(), wanted.validators());
        long trail = interventions.note(
                id,
                "propose units",
                UnitWords.quorum(wanted.validators()),
                reason,
                grid.clock().instant());
        orders.add(units.order(id, trail, wanted));
        units.want(id, wanted);
        interventions.answer(trail, words);
        return new OrderAnswer(Outcome.DONE, words, trail);
    }

    private Wanted reached(LiveGrid grid, UnitsWish wish, Set<String> signers) {
        var places = wish.places();
        int here = wish.ofTheMarket();
        int quorum = wish.signatures(places.isEmpty() ? here : places.size());
        try {
            return units.reached(grid.setup().grid(), here, quorum, places, signers);
        } catch (IllegalStateException silent) {
            throw OrderRefused.conflict("Nothing was proposed: " + silent.getMessage() + ".");
        }
    }

    private static String words(Validators signing, Validators next) {
        if (signing.agrees(next)) {
            return UnitWords.quorum(next) + " sign already: nobody else is wanted.";
        }
        return UnitWords.quorum(next) + " shall sign each block. That needs the votes of " + UnitWords.quorum(signing)
                + ", who sign until then: units of the market's process vote by themselves, and the owner of another one runs "
                + UnitWords.approve(next) + " if the keys are right.";
    }
}
