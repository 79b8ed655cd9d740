package ems.study.recorded;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import ems.market.party.ElectricVehicle;
import ems.market.party.EnergyInventory;
import ems.market.party.GridId;
import ems.market.party.GridMembers;
import ems.market.party.MembersByPeriod;
import ems.market.party.PeriodKey;
import ems.market.party.VehicleId;
import ems.market.period.CodeRules;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Correction;
import ems.market.record.Exchange;
import ems.market.record.Match;
import ems.market.record.MatchId;
import ems.market.record.PeriodRecord;
import ems.market.record.Rejection;
import ems.market.rule.ActiveRules;
import ems.market.rule.RuleBook;
import ems.market.telemetry.Readings;

import static java.util.Objects.requireNonNull;

/**
 * A range of settled periods run again, twice side by side: under the rules that were active, and under others. Both begin with what
 * each EV held as the range began. Closing it ends both markets.
 */
public final class Rerun implements AutoCloseable {

    /** What markets of the past are called here: no live grid may. */
    static final GridId NOW = new GridId("rerun.now");

    private static final GridId THEN = new GridId("rerun.then");
    private static final String NO_RESULT = " There is no result.";

    private final MembersByPeriod members;
    private final Readings readings;
    private final RecordedInputs inputs;
    private final RerunMarket now;
    private final RerunMarket then;
    private final Map<VehicleId, Energy> capacities = new HashMap<>();
    private GridMembers known;
    private final Shifts shifts = new Shifts();

    /**
     * One period of both markets.
     *
     * @param now under the rules that were active
     * @param then under the others
     */
    public record Both(PeriodRecord now, PeriodRecord then) {}

    /**
     * @param from the first period of the range
     * @param before the first period that is too late
     * @param active the rules of a version that was active
     * @param others the rules of all periods in the other market
     * @throws ReplayRefused if readings that came in late changed what the range had booked
     */
    public Rerun(
            MatchingPeriod from,
            MatchingPeriod before,
            SettledPeriods books,
            MembersByPeriod members,
            Function<String, ActiveRules> active,
            ActiveRules others,
            RerunPlugs plugs) {
        refuseCorrected(books, from, before);
        this.inputs = new RecordedInputs(PeriodRecord.blank(new PeriodKey(NOW, from)));
        this.members = members;
        this.readings = plugs.readings();
        this.known = members.in(from);
        take(known);
        var stood = new StoodAsRecorded(plugs.readings(), inputs);
        var beginning = Beginning.before(from, vehicles(from, before), books);
        this.now = new RerunMarket(NOW, members, versions(active), inputs, beginning.copy(), stood, plugs);
        this.then = new RerunMarket(
                THEN,
                members,
                versions(version -> others),
                inputs,
                beginning,
                new MeasuredOtherwise(stood, shifts, this::capacity),
                plugs);
    }

    /** Members of any period of the range: one that leaves may come back. */
    private Set<VehicleId> vehicles(MatchingPeriod from, MatchingPeriod before) {
        Set<VehicleId> vehicles = new HashSet<>(known.vehicleIds());
        for (var period = from; period.isBefore(before); period = period.next()) {
            vehicles.addAll(members.in(period).vehicleIds());
        }
        return vehicles;
    }

    /** Whether a name is that of a market which runs again: no grid may have it. */
    public static boolean isReserved(GridId grid) {
        return grid.equals(NOW) || grid.equals(THEN);
    }

    private RuleBook versions(Function<String, ActiveRules> of) {
        return new RuleBook() {
            @Override
            public ActiveRules openingPeriod(PeriodKey key) {
                return of.apply(inputs.rules());
            }

            @Override
            public ActiveRules version(String version) {
                return of.apply(version);
            }
        };
    }

    /** A market that runs again knows all readings from the beginning. */
    private static void refuseCorrected(SettledPeriods books, MatchingPeriod from, MatchingPeriod before) {
        books.corrected(from, before).stream()
                .min(Comparator.comparing(MatchId::period))
                .ifPresent(first -> {
                    throw new ReplayRefused("Readings of " + first.period() + " came in late and corrected its match "
                            + first
                            + ": a day that is run again knows them from the beginning, and cannot show what was"
                            + " booked. End the range before that period, or begin it after, or ask prices, which keeps"
                            + " corrections." + NO_RESULT);
                });
        books.correcting(from, before)
                .flatMap(period -> books.read(period, period.next()).stream().findFirst())
                .flatMap(record -> record.first(Correction.class)
                        .map(correction -> record.key().period() + " corrects the match " + correction.match()))
                .ifPresent(first -> {
                    throw new ReplayRefused(first + " by readings that came in late: a day that is run again knows them"
                            + " from the beginning, and cannot show what was booked. End the range before that period,"
                            + " or begin it after, or ask prices, which keeps corrections." + NO_RESULT);
                });
    }

    /**
     * Runs the next period of the range in both markets.
     *
     * @throws ReplayRefused if it holds what cannot be run again
     */
    public Both run(PeriodRecord recorded) {
        refuseWhatCannotBeRunAgain(recorded);
        var period = recorded.key().period();
        var of = members.in(period);
        if (!of.equals(known)) {
            known = of;
            take(of);
        }
        inputs.turnTo(recorded);
        shifts.begin(period.start(), now.held(), then.held());
        var again = ran(now, recorded, "Under the rules of that time");
        refuseIfPruned(recorded, again);
        var otherwise = ran(then, recorded, "Under these rules");
        shifts.add(again, otherwise);
        shifts.forget(now.stood());
        return new Both(again, otherwise);
    }

    private static PeriodRecord ran(RerunMarket market, PeriodRecord recorded, String underWhich) {
        try {
            return market.run(recorded);
        } catch (IllegalStateException broken) {
            throw new ReplayRefused(underWhich + " the period " + recorded.key().period()
                    + " does not come to its end here: " + broken.getMessage() + "." + NO_RESULT);
        }
    }

    private void refuseWhatCannotBeRunAgain(PeriodRecord recorded) {
        var period = recorded.key().period();
        for (Rejection refusal : recorded.all(Rejection.class)) {
            if (refusal.rule().equals(CodeRules.UNSETTLED) || refusal.rule().equals(CodeRules.SEEN_LATER)) {
                throw new ReplayRefused(period + " ran beside another period that had not ended, so that "
                        + refusal.party().account() + " sat out (" + refusal.reason()
                        + "): a day is run again one period after the other. Choose a range without it." + NO_RESULT);
            }
        }
    }

    /** Told apart from other differences: nobody can help it, and a later range may do. */
    private void refuseIfPruned(PeriodRecord recorded, PeriodRecord again) {
        Set<Exchange> found = Set.copyOf(again.all(Exchange.class));
        for (Exchange exchange : recorded.all(Exchange.class)) {
            var home = recorded.match(exchange.match()).map(Match::prosumer);
            var at = recorded.key().period().sampleStart(exchange.sample());
            if (!found.contains(exchange)
                    && home.isPresent()
                    && readings.sample(home.get(), at).isEmpty()) {
                throw new ReplayRefused("The reading of " + home.get() + " at " + at
                        + " is no longer kept, and a day cannot be run again without it: choose a later range, or ask"
                        + " prices, which needs no readings." + NO_RESULT);
            }
        }
    }

    private void take(GridMembers of) {
        for (ElectricVehicle vehicle : of.vehicles()) {
            capacities.put(vehicle.id(), vehicle.capacity());
        }
    }

    private Energy capacity(VehicleId vehicle) {
        return requireNonNull(capacities.get(vehicle));
    }

    /** What each EV holds under the rules that were active. */
    public Map<VehicleId, EnergyInventory> heldNow() {
        return now.held();
    }

    /** What each EV holds under the others. */
    public Map<VehicleId, EnergyInventory> heldThen() {
        return then.held();
    }

    @Override
    public void close() {
        now.end();
        then.end();
    }
}
