package ems.ledger.contract;

import java.util.ArrayList;
import java.util.List;
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

    BlockExecution(GridState before, PeriodKey block, SignatureCheck signatures) {
        this.before = before;
        this.period = block.period();
        var registered = before.registered();
        this.registry = new RegistryContract().on(before.registry(), registered, block);
        this.model = new ModelContract().on(before.model(), registered, block);
        this.matching = new MatchingContract(signatures).on(before.matching(), registered, block);
        this.exchange = new ExchangeContract().on(before.exchange(), registered, block);
    }

    public void next(Entry entry) {
        inOrder(EntryStep.earliest(entry), EntryStep.latest(entry));
        registry.next(entry);
        model.next(entry);
        matching.next(entry);
        exchange.next(entry);
    }

    /** Entries stand in the order of the steps that recorded them. */
    private void inOrder(Step earliest, Step latest) {
        Refuse.when(latest.compareTo(step) < 0, "it comes after entries of the step '" + step.words() + "'");
        step = earliest.compareTo(step) > 0 ? earliest : step;
    }

    /** The period is over. */
    public Transition end() {
        var registered = registry.end();
        var modelled = model.end();
        var matched = matching.end();
        var exchanged = exchange.end();
        List<Event> events = new ArrayList<>(registered.events());
        events.addAll(modelled.events());
        events.addAll(matched.events());
        events.addAll(exchanged.events());
        var members = before.registry().with(registered.writes());
        var after = new GridState(
                members,
                before.matching().with(matched.writes()),
                before.exchange().with(exchanged.writes()),
                before.model().with(modelled.writes()),
                members == before.registry() ? before.registered() : new Registered(members),
                Optional.of(period));
        return new Transition(after, events);
    }
}
