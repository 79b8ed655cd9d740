package ems.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ems.market.bid.SignedBids;
import ems.market.exchange.Flow;
import ems.market.fixture.PerfectForesight;
import ems.market.journal.PeriodJournal;
import ems.market.ledger.Identities;
import ems.market.ledger.Ledger;
import ems.market.matching.GreedyMatcher;
import ems.market.matching.OptimalMatcher;
import ems.market.party.ElectricVehicle;
import ems.market.party.EnergyInventory;
import ems.market.party.GridId;
import ems.market.party.GridMembers;
import ems.market.party.GridPrices;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.period.Arrivals;
import ems.market.period.GridMarket;
import ems.market.period.MarketPorts;
import ems.market.period.MatchingPeriod;
import ems.market.period.PeriodKey;
import ems.market.quantity.Energy;
import ems.market.quantity.MeteredEnergy;
import ems.market.quantity.Percentage;
import ems.market.quantity.Power;
import ems.market.quantity.Price;
import ems.market.rule.ActiveRules;
import ems.market.rule.LimitQuestion;
import ems.market.rule.ParticipationQuestion;
import ems.market.rule.Permission;
import ems.market.rule.PricingQuestion;
import ems.market.rule.RuleBook;
import ems.market.rule.RuleReference;
import ems.market.rule.Verdict;
import ems.market.rule.Verdict.Granted;
import ems.market.rule.Verdict.Refused;
import ems.market.rule.WindowLimits;
import ems.market.telemetry.Readings;
import ems.market.telemetry.VehicleReport;

/** A small grid whose sun, homes and cars follow from a seed; real market, simple rules. */
public final class DemoMarket {

    public static final GridId GRID = new GridId("home");
    static final MatchingPeriod FIRST = new MatchingPeriod(Instant.parse("2019-08-04T00:00:00Z"));

    private final GridMarket market;
    private final GridMembers members;

    DemoMarket(int prosumers, int vehicles, long seed, PeriodJournal journal, Ledger ledger) {
        this(prosumers, vehicles, seed, journal, ledger, SignedBids.NONE);
    }

    public DemoMarket(
            int prosumers, int vehicles, long seed, PeriodJournal journal, Ledger ledger, SignedBids signedBids) {
        members = GridMembers.everyoneWithEveryone(
                IntStream.rangeClosed(1, prosumers)
                        .mapToObj(i -> new ProsumerId("L" + i))
                        .toList(),
                IntStream.rangeClosed(1, vehicles).mapToObj(DemoMarket::vehicle).toList());
        var readings = new SeededReadings(seed);
        Arrivals inOrder = new Arrivals() {
            @Override
            public <P extends Party> List<P> inOrder(PeriodKey key, List<P> parties) {
                return parties;
            }
        };
        market = new GridMarket(
                GRID,
                members,
                new MarketPorts(
                        period -> new GridPrices(
                                Price.ofPencePerKilowattHour("6.4"), Price.ofPencePerKilowattHour("29.49")),
                        readings,
                        inOrder,
                        signedBids,
                        new SimpleRuleBook(),
                        new PerfectForesight(readings),
                        new PerfectForesight(readings),
                        new OptimalMatcher(),
                        new GreedyMatcher(),
                        journal,
                        ledger));
    }

    static ElectricVehicle vehicle(int number) {
        var limit = number % 2 == 0 ? Optional.of(new Power(2_000_000)) : Optional.<Power>empty();
        return new ElectricVehicle(
                new VehicleId("EV" + number), Energy.ofKilowattHours("79.5"), Energy.ofKilowattHours("39.35"), limit);
    }

    public GridMembers members() {
        return members;
    }

    public GridMarket market() {
        return market;
    }

    public static PeriodKey key(long number) {
        return new PeriodKey(GRID, new MatchingPeriod(FIRST.start().plusSeconds(60 * number)));
    }

    DemoMarket open() {
        return open(Identities.NONE);
    }

    public DemoMarket open(Identities identities) {
        var joining = EnergyInventory.boughtAt(Price.ofPencePerKilowattHour("29.49"), Energy.ofKilowattHours("60"));
        market.open(
                FIRST,
                members.vehicles().stream().collect(Collectors.toMap(ElectricVehicle::id, vehicle -> joining)),
                identities);
        return this;
    }

    DemoMarket run(int periods) {
        for (int i = 0; i < periods; i++) {
            run(key(i));
        }
        return this;
    }

    void run(PeriodKey key) {
        upToMatch(key);
        market.measureExchange(key);
        market.settle(key);
        market.anchor(key);
    }

    public void upToMatch(PeriodKey key) {
        market.collectBids(key);
        market.forecast(key);
        market.verifyAndLimit(key);
        market.match(key);
    }

    private record SeededReadings(long seed) implements Readings {

        private long draw(Object who, Instant when, int below) {
            long mixed = seed * 31 + who.hashCode() * 1_000_003L + when.getEpochSecond() * 7919;
            mixed = (mixed ^ mixed >>> 31) * 0x9E3779B97F4A7C15L;
            return Math.floorMod(mixed ^ mixed >>> 29, below);
        }

        @Override
        public Optional<MeteredEnergy> metered(ProsumerId prosumer, Instant sampleStart) {
            long milliwatts = draw(prosumer, sampleStart, 9_000_001);
            boolean surplus =
                    draw(prosumer, MatchingPeriod.containing(sampleStart).start(), 2) == 0;
            var energy = new Energy(milliwatts * 10);
            return Optional.of(
                    surplus ? new MeteredEnergy(energy, Energy.ZERO) : new MeteredEnergy(Energy.ZERO, energy));
        }

        @Override
        public boolean pluggedIn(VehicleId vehicle, Instant instant) {
            return draw(vehicle, MatchingPeriod.containing(instant).start(), 8) > 0;
        }

        @Override
        public VehicleReport report(VehicleId vehicle, Instant after, Instant upTo) {
            boolean away = !pluggedIn(vehicle, upTo);
            boolean charged = draw(vehicle, upTo, 11) == 0;
            return new VehicleReport(
                    Optional.of(upTo),
                    !away,
                    away ? new Energy(700_000_123) : Energy.ZERO,
                    charged ? Optional.of(Energy.ofKilowattHours("62.123")) : Optional.empty());
        }
    }

    private static final class SimpleRuleBook implements RuleBook, ActiveRules {

        @Override
        public ActiveRules openingPeriod(PeriodKey key) {
            return this;
        }

        @Override
        public ActiveRules version(String version) {
            return this;
        }

        @Override
        public String version() {
            return "v1";
        }

        @Override
        public List<Verdict<WindowLimits>> limits(List<LimitQuestion> questions) {
            var rule = new RuleReference("soc-limits", 3, "A car at its post trades within 20 and 80 %", "v1");
            return all(
                    questions,
                    question -> question.pluggedIn()
                            ? new Granted<>(new WindowLimits(Percentage.of(20), Percentage.of(80)), rule)
                            : new Refused<>("away", rule));
        }

        @Override
        public List<Verdict<Permission>> participation(List<ParticipationQuestion> questions) {
            var rule = new RuleReference("participation", 2, "Who has bid before may release", "v1");
            return all(
                    questions,
                    question ->
                            question.proven().enrolled() && !question.proven().revoked()
                                    ? new Granted<>(
                                            new Permission(
                                                    true,
                                                    question.proven()
                                                            .periodsSinceAcceptedBid()
                                                            .isPresent()),
                                            rule)
                                    : new Refused<>("not enrolled", rule));
        }

        @Override
        public List<Verdict<Price>> prices(List<PricingQuestion> questions) {
            var rule = new RuleReference("pricing", 2, "Half way in, a tenth more out", "v1");
            return all(
                    questions,
                    question -> new Granted<>(
                            question.flow() == Flow.STORED
                                    ? question.grid().split()
                                    : question.grid()
                                            .bounding(Percentage.of(110).of(question.cost())),
                            rule));
        }

        private static <Q, T> List<Verdict<T>> all(List<Q> questions, Function<Q, Verdict<T>> answer) {
            return questions.stream().map(answer).toList();
        }
    }
}
