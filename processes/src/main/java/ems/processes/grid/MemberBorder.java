package ems.processes.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import ems.market.quantity.MatchingPeriod;
import ems.market.record.MembershipOrder;
import ems.market.record.MembershipOrder.Change;
import ems.processes.roster.MemberOrder;
import ems.processes.roster.MemberOrder.State;
import ems.processes.roster.MemberOrders;
import ems.processes.roster.OrderAnswers;

/**
 * Records in the period that is about to start what was ordered of members. Which period that is, is kept before the journal is
 * written: whatever ends the process in between, the journal is asked at the next border whether it has the order.
 */
@ApplicationScoped
public class MemberBorder {

    private static final Logger LOG = Logger.getLogger("ems.members");

    private final MemberOrders orders;
    private final OrderAnswers answers;

    public MemberBorder(MemberOrders orders, OrderAnswers answers) {
        this.orders = orders;
        this.answers = answers;
    }

    /** Only while no other order of the grid is taken: what is ordered in a period is recorded in the next one at the earliest. */
    public void cross(LiveGrid grid, MatchingPeriod period) {
        synchronized (grid.roster()) {
            var due = grid.roster().due(period);
            if (!due.isEmpty()) {
                record(grid, period, due);
            }
        }
    }

    private void record(LiveGrid grid, MatchingPeriod period, List<MemberOrder> due) {
        var changing = grid.journal().changing(grid.setup().grid(), period);
        List<MemberOrder> known = new ArrayList<>();
        List<MemberOrder> planned = new ArrayList<>();
        for (MemberOrder order : due) {
            if (isInJournal(grid, order)) {
                known.add(order.in(order.recordedIn().orElseThrow(), State.RECORDED));
            } else if (!changing.contains(order.party()) || leavesUnsealedAlone(grid, order)) {
                if (fits(grid, order)) {
                    planned.add(order.in(period, State.ORDERED));
                } else {
                    known.add(refused(period, order));
                }
            }
        }
        keep(grid, known);
        keep(grid, planned);
        if (planned.isEmpty()) {
            return;
        }
        Set<Long> recorded =
                grid
                        .market()
                        .change(
                                grid.key(period),
                                planned.stream().map(MemberOrder::toRecord).toList())
                        .stream()
                        .map(MembershipOrder::trail)
                        .collect(Collectors.toSet());
        keep(
                grid,
                planned.stream()
                        .filter(order -> recorded.contains(order.trail()))
                        .map(order -> order.in(period, State.RECORDED))
                        .toList());
    }

    /** What was recorded of the party and is not sealed yet is its key, and this is how it is known; or the other way round. */
    private static boolean leavesUnsealedAlone(LiveGrid grid, MemberOrder order) {
        var unsealed = grid.roster().of(order.party()).stream()
                .filter(earlier -> earlier.state() == State.RECORDED)
                .filter(earlier -> earlier.recordedIn()
                        .filter(period -> grid.ledger().block(grid.key(period)).isEmpty())
                        .isPresent())
                .toList();
        return !unsealed.isEmpty()
                && unsealed.stream().allMatch(earlier -> earlier.change().leavesAlone(order.change()));
    }

    private MemberOrder refused(MatchingPeriod period, MemberOrder order) {
        LOG.warnf(
                "order %d of grid %s does not fit its ledger any more: %s of %s is not recorded",
                order.trail(), order.grid(), order.change(), order.party().account());
        var why = order.change() == Change.ENROL ? " is a member already" : " is no member any more";
        answers.answer(
                order.trail(),
                "Not recorded, and without effect: in the ledger, as the period of " + period + " began, "
                        + order.party().account() + why + ".");
        return order.in(period, State.REFUSED);
    }

    private static boolean isInJournal(LiveGrid grid, MemberOrder order) {
        return order.recordedIn()
                .filter(period -> grid.journal().read(grid.key(period)).all(MembershipOrder.class).stream()
                        .anyMatch(recorded -> recorded.trail() == order.trail()))
                .isPresent();
    }

    /** A contract would refuse the whole block otherwise. */
    private static boolean fits(LiveGrid grid, MemberOrder order) {
        boolean member = grid.ledger().registered(grid.setup().grid()).isMember(order.party());
        return member == (order.change() != Change.ENROL);
    }

    private void keep(LiveGrid grid, List<MemberOrder> changed) {
        changed.forEach(orders::update);
        grid.roster().put(changed);
    }
}
