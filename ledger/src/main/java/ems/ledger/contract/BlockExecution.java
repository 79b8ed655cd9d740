package ems.ledger.contract;

import java.util.Optional;

import ems.ledger.contract.Contract.Execution;
import ems.market.party.PeriodKey;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Entry;
import ems.market.record.Step;

/**
 * One block on all contracts of a grid, entry by entry, under the rules of the market that no table can change. Every
 * complaint is an {@link IllegalArgumentException} about the entry that was given last.
 */
public final class BlockExecution {

    private final GridState before;
    private final MatchingPeriod period;
    private final Execution registry;
    private final Execution model;
    private final Execution matching;
    private final Execution exchange;
    private Step step = Step.ENROL;

    BlockExecution(GridState before, PeriodKey block, SignatureCheck signatures, EarlierPeriods earlier) {
        this.before = before;
        this.period = block.period();
        var registered = before.registered();
        this.registry = new RegistryContract().on(before.registry(), registered, block);
        this.model = new ModelContract().on(before.model(), registered, block);
        this.matching = new MatchingContract(signatures).on(before.matching(), registered, block);
        this.exchange = new ExchangeContract(earlier, signatures).on(before.exchange(), registered, block);
    }

    public void next(Entry entry) {
        var earliest = entry.earliestStep();
        inOrder(earliest, entry.latestStep());
        if (earliest.compareTo(Step.FORECAST) <= 0) { // what is recorded later is neither about members nor models
            registry.next(entry);
            model.next(entry);
        }
        matching.next(entry);
        exchange.next(entry);
    }

    /** Entries stand in the order of the steps that recorded them. */
    private void inOrder(Step earliest, Step latest) {
        Refuse.when(latest.compareTo(step) < 0, () -> "it comes after entries of the step '" + step.words() + "'");
        step = earliest.compareTo(step) > 0 ? earliest : step;
    }

    /** Ends the block, and returns what the contracts hold after it. */
    public GridState end() {
        var members = before.registry().with(registry.end());
        var modelled = model.end();
        return new GridState(
                members,
                before.matching().with(matching.end()),
                before.exchange().with(exchange.end()).without(exchange.forgotten()),
                before.model().with(modelled),
                members == before.registry() ? before.registered() : new Registered(members),
                Optional.of(period));
    }
}
