package ems.study.whatif;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import ems.market.fixture.PaperGrid;
import ems.market.fixture.PaperRules;
import ems.market.ledger.Identities;
import ems.market.matching.GreedyMatcher;
import ems.market.matching.OptimalMatcher;
import ems.market.party.ElectricVehicle;
import ems.market.party.EnergyInventory;
import ems.market.party.GridMembers;
import ems.market.party.Party;
import ems.market.party.PeriodKey;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.period.MemberChange;
import ems.market.period.MemberChange.Joining;
import ems.market.period.MemberChange.Leaving;
import ems.market.period.MemberChange.Rekeying;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Money;
import ems.market.quantity.NetEnergy;
import ems.market.record.AgentKey;
import ems.market.record.SignedBid;
import ems.market.rule.RuleBook;

/**
 * Two homes and three cars over some periods, drawn from a seed: of each kind one signs its bids and now and then misses one or
 * bounds its energy; a car leaves and comes back, another car and a home join, a key changes. Batteries measure nothing.
 */
final class ChangingDay {

    static final int PERIODS = 10;

    /** In its first period a member comes, in the other it leaves or changes its key; what is recorded holds from the next one on. */
    private static final int JOINS = 2;

    private static final int LEAVES = 3;
    private static final int COMES_BACK = 6;
    private static final int REKEYS = 5;

    private static final ProsumerId SIGNING_HOME = new ProsumerId("L1");
    private static final ProsumerId HOME = new ProsumerId("L2");
    private static final ProsumerId NEW_HOME = new ProsumerId("L3");
    private static final VehicleId SIGNING_CAR = new VehicleId("EV1");
    private static final VehicleId LEAVING_CAR = new VehicleId("EV2");
    static final VehicleId NEW_CAR = new VehicleId("EV3");
    private static final List<ProsumerId> HOMES = List.of(SIGNING_HOME, HOME, NEW_HOME);
    private static final List<ElectricVehicle> CARS = List.of(car(SIGNING_CAR), car(LEAVING_CAR), car(NEW_CAR));
    private static final int BATTERY = 100_000;

    private final long seed;

    ChangingDay(long seed) {
        this.seed = seed;
    }

    private static ElectricVehicle car(VehicleId id) {
        return new ElectricVehicle(id, new Energy(BATTERY), Energy.ZERO, Optional.empty());
    }

    private static GridMembers in(MatchingPeriod period) {
        List<ProsumerId> homes = new ArrayList<>(List.of(SIGNING_HOME, HOME));
        List<ElectricVehicle> cars = new ArrayList<>(List.of(CARS.get(0)));
        if (!isBetween(LEAVES, period, COMES_BACK)) {
            cars.add(CARS.get(1));
        }
        if (isAfter(JOINS, period)) {
            homes.add(NEW_HOME);
            cars.add(CARS.get(2));
        }
        return GridMembers.everyoneWithEveryone(homes, cars);
    }

    private static boolean isAfter(int number, MatchingPeriod period) {
        return PaperGrid.period(number).period().isBefore(period);
    }

    private static boolean isBetween(int number, MatchingPeriod period, int other) {
        return isAfter(number, period) && !isAfter(other, period);
    }

    PaperGrid run(RuleBook versions) {
        var random = new Random(seed);
        var grid = new PaperGrid(in(PaperGrid.FIRST), new PaperRules())
                .with(versions)
                .withMembers(ChangingDay::in)
                .with(random.nextBoolean() ? new OptimalMatcher() : new GreedyMatcher())
                .with(this::signed);
        Map<VehicleId, EnergyInventory> joining = new HashMap<>();
        CARS.forEach(car -> joining.put(car.id(), inventory(random)));
        grid.market()
                .open(
                        PaperGrid.FIRST,
                        joining,
                        new Identities(Optional.empty(), List.of(key(SIGNING_HOME, 1), key(SIGNING_CAR, 1))));
        for (int number = 0; number < PERIODS; number++) {
            var key = PaperGrid.period(number);
            var changes = changes(number, joining);
            if (!changes.isEmpty()) {
                grid.market().change(key, changes);
            }
            for (ElectricVehicle car : CARS) {
                var driven = random.nextInt(4) == 0 ? new Energy(random.nextInt(BATTERY / 20)) : Energy.ZERO;
                grid.reported(car.id(), key.period().start(), random.nextInt(8) > 0, driven, Optional.empty());
            }
            HOMES.forEach(home -> measure(grid, home, key.period(), random));
            grid.run(key);
        }
        return grid;
    }

    private static EnergyInventory inventory(Random random) {
        return new EnergyInventory(
                new Energy(BATTERY / 4 + random.nextInt(BATTERY / 2)), new Money(random.nextInt(2_000)));
    }

    private static List<MemberChange> changes(int number, Map<VehicleId, EnergyInventory> joining) {
        var nothing = new EnergyInventory(Energy.ZERO, Money.ZERO);
        return switch (number) {
            case JOINS ->
                List.of(
                        new Joining(
                                NEW_CAR,
                                CARS.get(2).capacity(),
                                joining.get(NEW_CAR),
                                Optional.of(key(NEW_CAR, 1)),
                                11),
                        new Joining(NEW_HOME, Energy.ZERO, nothing, Optional.empty(), 12));
            case LEAVES -> List.of(new Leaving(LEAVING_CAR, 13));
            case COMES_BACK -> List.of(new Joining(LEAVING_CAR, CARS.get(1).capacity(), nothing, Optional.empty(), 14));
            case REKEYS -> List.of(new Rekeying(key(SIGNING_CAR, 2), 15));
            default -> List.of();
        };
    }

    private static AgentKey key(Party party, int number) {
        byte[] bytes = new byte[32];
        new Random(party.account().hashCode() + number).nextBytes(bytes);
        return new AgentKey(
                party, AgentKey.BIDS, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Of those with a key three in four sign, and half of these bound what they move. */
    private List<SignedBid> signed(PeriodKey key) {
        List<SignedBid> bids = new ArrayList<>();
        for (Party party : List.of(SIGNING_HOME, SIGNING_CAR, NEW_CAR)) {
            var random =
                    new Random(seed * 31 + key.hashCode() * 7L + party.account().hashCode());
            if (random.nextInt(4) > 0) {
                long most = random.nextBoolean() ? BATTERY : random.nextInt(BATTERY / 20);
                bids.add(new SignedBid(
                        party,
                        key.period().start().getEpochSecond() / 60,
                        new Energy(most),
                        new Energy(most),
                        "signed-by-" + party.text()));
            }
        }
        return bids;
    }

    private static void measure(PaperGrid grid, ProsumerId home, MatchingPeriod period, Random random) {
        boolean sells = random.nextBoolean();
        for (int sample = 0; sample < MatchingPeriod.SAMPLES; sample++) {
            var energy = new Energy(1 + random.nextInt(BATTERY / 30));
            grid.telemetry()
                    .accept(
                            home,
                            period.sampleStart(sample),
                            sells ? NetEnergy.between(energy, Energy.ZERO) : NetEnergy.between(Energy.ZERO, energy));
        }
    }
}
