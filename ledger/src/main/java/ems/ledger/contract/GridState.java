package ems.ledger.contract;

import java.util.Map;
import java.util.Optional;

import ems.market.ledger.StateRoots;
import ems.market.party.Party;
import ems.market.party.PeriodKey;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.HorizonDay;

/**
 * What the contracts of one grid hold after a block, immutable.
 *
 * @param last period of the block; empty before the first one
 */
public record GridState(
        State registry,
        State matching,
        State exchange,
        State model,
        Registered registered,
        Optional<MatchingPeriod> last) {

    public static final String REGISTRY = "registry";
    public static final String MATCHING = "matching";
    public static final String EXCHANGE = "exchange";
    public static final String MODEL = "model";

    private static final GridState BLANK = of(State.EMPTY, State.EMPTY, State.EMPTY, State.EMPTY, Optional.empty());

    /** Before the first block. */
    public static GridState blank() {
        return BLANK;
    }

    private static GridState of(
            State registry, State matching, State exchange, State model, Optional<MatchingPeriod> last) {
        return new GridState(registry, matching, exchange, model, new Registered(registry), last);
    }

    /** @param contracts as {@link #contracts} returns them; one that is missing holds nothing */
    public static GridState of(Map<String, State> contracts, MatchingPeriod last) {
        return of(
                contracts.getOrDefault(REGISTRY, State.EMPTY),
                contracts.getOrDefault(MATCHING, State.EMPTY),
                contracts.getOrDefault(EXCHANGE, State.EMPTY),
                contracts.getOrDefault(MODEL, State.EMPTY),
                Optional.of(last));
    }

    /** By name. */
    public Map<String, State> contracts() {
        return Map.of(REGISTRY, registry, MATCHING, matching, EXCHANGE, exchange, MODEL, model);
    }

    /**
     * Starts the next block.
     *
     * @throws IllegalArgumentException if its period does not come after the last one's
     */
    public BlockExecution next(PeriodKey key) {
        return next(key, SignatureCheck.EACH, EarlierPeriods.NONE);
    }

    /**
     * Starts the next block, whose signatures are checked in this way.
     *
     * @param earlier asked about periods that the block corrects
     */
    public BlockExecution next(PeriodKey key, SignatureCheck signatures, EarlierPeriods earlier) {
        Refuse.when(
                last.isPresent() && !last.get().isBefore(key.period()),
                () -> "period " + key.period() + " does not come after "
                        + last.map(MatchingPeriod::toString).orElse(""));
        return new BlockExecution(this, key, signatures, earlier);
    }

    /** Under which the registry holds the party's status. */
    public static String agentKey(Party party) {
        return RegistryContract.agent(party);
    }

    /** Whether a value under an {@link #agentKey} says that the party takes part. */
    public static boolean isEnrolled(String agent) {
        return agent.startsWith(RegistryContract.ENROLLED);
    }

    /** Under which the matching contract holds the period of the EV's latest accepted bid. */
    public String bidKey(VehicleId vehicle) {
        return registered.stateKeys(vehicle).bid();
    }

    /** The latest plan of horizon prices; empty: none was ever recorded. */
    public Optional<HorizonDay> horizonPlan() {
        return PeriodHorizon.plan(matching);
    }

    public StateRoots roots() {
        return new StateRoots(registry.root(), matching.root(), exchange.root(), model.root());
    }
}
