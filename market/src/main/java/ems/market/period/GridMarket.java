package ems.market.period;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

import ems.market.forecast.Forecaster;
import ems.market.ledger.AnchorUnavailable;
import ems.market.ledger.Identities;
import ems.market.ledger.PeriodClosed;
import ems.market.matching.Matcher;
import ems.market.party.EnergyInventory;
import ems.market.party.GridId;
import ems.market.party.GridMembers;
import ems.market.party.MembersByPeriod;
import ems.market.party.Party;
import ems.market.party.PeriodKey;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Abandonment;
import ems.market.record.AgentKey;
import ems.market.record.Correction;
import ems.market.record.DirectExchange;
import ems.market.record.DirectLine;
import ems.market.record.DirectMatch;
import ems.market.record.Entry;
import ems.market.record.Exchange;
import ems.market.record.Match;
import ems.market.record.MatchingResult;
import ems.market.record.MembershipOrder;
import ems.market.record.PeriodRecord;
import ems.market.record.ProsumerBid;
import ems.market.record.Rejection;
import ems.market.record.Revocation;
import ems.market.record.SettlementLine;
import ems.market.record.Step;
import ems.market.record.Validators;
import ems.market.record.VehicleBid;
import ems.market.record.VehicleStanding;

/**
 * The market of one grid: takes a period from standing EVs to anchored books.
 *
 * <p>Each step reads what earlier steps recorded, asks the ports, and records its own entries once. A step whose
 * predecessor was skipped by an operator finds nothing to do and says so.
 */
public final class GridMarket implements PeriodSteps {

    private final GridId grid;
    private final MembersByPeriod members;
    private final MarketPorts ports;
    private final EnrollingMembers enrolling;
    private final CollectingBids collecting;
    private final ForecastingHomes forecasting;
    private final VerifyingAndLimiting verifying;
    private final MatchingBids matching;
    private final MeasuringAndSettling settling;

    /** With the same members at any time. */
    public GridMarket(GridId grid, GridMembers members, MarketPorts ports) {
        this(grid, members, MembersByPeriod.always(members), ports);
    }

    /**
     * @param first whom the grid enrols before its first period
     * @param members from then on
     */
    public GridMarket(GridId grid, GridMembers first, MembersByPeriod members, MarketPorts ports) {
        this.grid = grid;
        this.members = members;
        this.ports = ports;
        this.enrolling = new EnrollingMembers(first, ports);
        this.collecting = new CollectingBids(members, ports);
        this.forecasting = new ForecastingHomes(members, ports);
        this.verifying = new VerifyingAndLimiting(members, ports);
        this.matching = new MatchingBids(members, ports);
        this.settling = new MeasuringAndSettling(ports);
    }

    public GridId grid() {
        return grid;
    }

    /**
     * Enrols every member, with what each EV holds and what that cost, in a block before the first period; repeating it
     * changes nothing. What was recorded and not sealed is sealed with the first period.
     *
     * @throws IllegalArgumentException if an EV joins without an inventory
     */
    public void open(MatchingPeriod first, Map<VehicleId, EnergyInventory> joining) {
        open(first, joining, Identities.NONE);
    }

    /** @param identities recorded with the members, ahead of them */
    public void open(MatchingPeriod first, Map<VehicleId, EnergyInventory> joining, Identities identities) {
        enrolling.enrol(new PeriodKey(grid, first.previous()), joining, identities);
    }

    /**
     * Records in this period that an EV may no longer take part; it holds from the block after the one that carries it.
     *
     * @throws IllegalArgumentException if the party is no EV
     * @throws IllegalStateException if the period has ended or changes the registration of another party, or a later one has
     *     begun: nothing is recorded
     */
    public void revoke(PeriodKey key, Party party, String reason) {
        if (!(party instanceof VehicleId)) {
            throw new IllegalArgumentException(party.account() + " is no EV: only EVs can be revoked");
        }
        change(
                key,
                party,
                new Revocation(party, reason),
                done -> done instanceof Revocation revoked && revoked.party().equals(party));
    }

    /**
     * Records in this period that another key speaks for a member; it holds from the block after the one that carries it.
     *
     * @throws IllegalArgumentException if the party is no member
     * @throws IllegalStateException if the period has ended or changes the registration of another party, or a later one has
     *     begun: nothing is recorded
     */
    public void changeKey(PeriodKey key, AgentKey agent) {
        if (!members.in(key.period()).contains(agent.party())) {
            throw new IllegalArgumentException(agent.party().account() + " is no member of grid " + grid);
        }
        change(key, agent.party(), agent, agent::equals);
    }

    /**
     * Records in this period what was ordered of members, all at once; it holds from the block after the one that carries it.
     * Repeating it records nothing more.
     *
     * @return the orders that the period carries; fewer than these if its registrations had been changed before
     * @throws IllegalStateException if a later period has begun: nothing is recorded
     */
    public List<MembershipOrder> change(PeriodKey key, List<MemberChange> changes) {
        return once(key, Step.ENROL, before -> {
                    refuseOnceALaterPeriodHasBegun(key);
                    return changes.stream()
                            .flatMap(change -> change.entries(hasBooks(change.party())).stream())
                            .toList();
                })
                .all(MembershipOrder.class);
    }

    /**
     * Records in this period who signs the blocks after the one that carries it.
     *
     * @param voted other validators than those that sign now, with the votes of these
     * @return whether the period carries them: not if its registrations had been changed before
     * @throws IllegalStateException if a later period has begun: nothing is recorded
     */
    public boolean nameValidators(PeriodKey key, Validators voted) {
        return once(key, Step.ENROL, before -> {
                    refuseOnceALaterPeriodHasBegun(key);
                    return List.of(voted);
                })
                .all(Validators.class)
                .contains(voted);
    }

    private boolean hasBooks(Party party) {
        return party instanceof VehicleId vehicle
                && ports.journal().inventory(grid, vehicle).isPresent();
    }

    private void change(PeriodKey key, Party party, Entry change, Predicate<Entry> isDone) {
        var record = once(key, Step.ENROL, before -> {
            refuseOnceALaterPeriodHasBegun(key);
            return List.of(change);
        });
        if (record.entries().noneMatch(isDone)) {
            throw new IllegalStateException(key + " has ended or changes another registration: change that of "
                    + party.account() + " in a later period");
        }
    }

    /** A later period has asked the registry already, which would then turn out to have been another. */
    private void refuseOnceALaterPeriodHasBegun(PeriodKey key) {
        ports.journal()
                .latest(grid)
                .filter(latest -> key.period().isBefore(latest))
                .ifPresent(latest -> {
                    throw new IllegalStateException(
                            "the later period " + latest + " has begun: change the registration in a period after it");
                });
    }

    @Override
    public String perform(Task task, PeriodKey key) {
        return switch (task) {
            case COLLECT_BIDS -> collectBids(key);
            case FORECAST -> forecast(key, ports.forecaster());
            case FORECAST_BY_PERSISTENCE -> forecast(key, ports.fallbackForecaster());
            case VERIFY_AND_LIMIT -> verifyAndLimit(key);
            case MATCH -> match(key, ports.matcher());
            case MATCH_GREEDILY -> match(key, ports.fallbackMatcher());
            case MEASURE_EXCHANGE -> measureExchange(key);
            case SETTLE -> settle(key);
            case ANCHOR -> anchor(key);
            case QUEUE_ANCHOR -> queueAnchor(key);
        };
    }

    private String collectBids(PeriodKey key) {
        List<CollectingBids.Collected> collected = new ArrayList<>();
        var record = once(key, Step.COLLECT_BIDS, blank -> {
            collected.add(collecting.collect(key));
            return collected.get(collected.size() - 1).entries();
        });
        collected.stream()
                .filter(mine -> isRecorded(record, mine.entries()))
                .forEach(mine -> mine.corrections().leave(ports.lateReadings()));
        int corrected = record.all(Correction.class).size();
        return record.all(VehicleStanding.class).size() + " EVs stand by"
                + (corrected == 0 ? "" : ", " + corrected + " earlier matches corrected");
    }

    /** Not if another was quicker, or the period ended meanwhile: then late readings wait for the next one. */
    private static boolean isRecorded(PeriodRecord record, List<Entry> collected) {
        return record.steps().stream()
                .anyMatch(step ->
                        step.step() == Step.COLLECT_BIDS && step.entries().equals(collected));
    }

    private String forecast(PeriodKey key, Forecaster forecaster) {
        var record = once(key, Step.FORECAST, before -> forecasting.forecast(before, forecaster));
        return record.all(ProsumerBid.class).size() + " prosumers bid";
    }

    private String verifyAndLimit(PeriodKey key) {
        var record = once(key, Step.VERIFY_AND_LIMIT, verifying::verify);
        return record.all(VehicleBid.class).size() + " EVs bid, "
                + record.all(Rejection.class).size() + " parties refused";
    }

    private String match(PeriodKey key, Matcher matcher) {
        var record = once(key, Step.MATCH, before -> matching.match(before, matcher));
        String algorithm = record.first(MatchingResult.class)
                .map(MatchingResult::algorithm)
                .orElse(matcher.algorithm());
        int direct = record.all(DirectMatch.class).size();
        return record.all(Match.class).size() + " matches by " + algorithm
                + (direct == 0 ? "" : ", " + direct + " between homes");
    }

    private String measureExchange(PeriodKey key) {
        var record = once(key, Step.MEASURE_EXCHANGE, settling::measure);
        return record.all(Exchange.class).size()
                + record.all(DirectExchange.class).size() + " exchanges";
    }

    private String settle(PeriodKey key) {
        var earlier = ports.journal().read(key);
        if (!earlier.has(Step.MATCH)) {
            return "nothing to settle: the period was not matched";
        }
        if (!earlier.has(Step.MEASURE_EXCHANGE)) {
            return "nothing to settle: the exchange was not measured";
        }
        var record = once(key, Step.SETTLE, settling::settle);
        return record.all(SettlementLine.class).size()
                + record.all(DirectLine.class).size() + " lines settled";
    }

    private String anchor(PeriodKey key) {
        var record = ended(key);
        var block = ports.ledger().seal(record);
        ports.ledger().anchor(grid);
        return outcome(record) + " and anchored at height " + block.height();
    }

    private String queueAnchor(PeriodKey key) {
        var record = ended(key);
        return outcome(record) + ", not yet anchored: " + sealedOrWaiting(record);
    }

    @Override
    public String abandon(PeriodKey key, String reason) {
        return sealedOrWaiting(ended(key, before -> reason));
    }

    /** A block waits for blocks of earlier periods; sealing a later one seals it too. */
    private String sealedOrWaiting(PeriodRecord record) {
        try {
            return "sealed at height " + ports.ledger().seal(record).height();
        } catch (AnchorUnavailable waiting) {
            return waiting.getMessage();
        }
    }

    /** An operator may have skipped the matching or the settlement: then nothing was settled, and the ledger says so. */
    private PeriodRecord ended(PeriodKey key) {
        return ended(key, before -> before.has(Step.MATCH) ? "the settlement was skipped" : "the matching was skipped");
    }

    private PeriodRecord ended(PeriodKey key, Function<PeriodRecord, String> reason) {
        var record = ports.journal().read(key);
        if (record.isClosed()) {
            return record;
        }
        try {
            return ports.journal().once(key, Step.ABANDON, before -> List.of(new Abandonment(reason.apply(before))));
        } catch (PeriodClosed settledMeanwhile) {
            return settledMeanwhile.record();
        }
    }

    private static String outcome(PeriodRecord record) {
        return isAbandoned(record) ? "abandoned" : "settled";
    }

    private static boolean isAbandoned(PeriodRecord record) {
        return record.first(Abandonment.class).isPresent();
    }

    /** Does a step of a period that is still open; an abandoned one stays as it is, even if abandoned just now. */
    private PeriodRecord once(PeriodKey key, Step step, Function<PeriodRecord, List<Entry>> work) {
        try {
            return ports.journal().once(key, step, work);
        } catch (PeriodClosed closed) {
            if (isAbandoned(closed.record())) {
                return closed.record();
            }
            throw closed;
        }
    }
}
