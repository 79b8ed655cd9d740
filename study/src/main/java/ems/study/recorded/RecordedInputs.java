package ems.study.recorded;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ems.market.bid.SignedBids;
import ems.market.direct.FindDirectTrade;
import ems.market.exchange.SignedExchanges;
import ems.market.forecast.Forecaster;
import ems.market.forecast.Forecasts;
import ems.market.forecast.SignedForecasts;
import ems.market.horizon.FindHorizonPrice;
import ems.market.matching.Matcher;
import ems.market.matching.Matching;
import ems.market.matching.MatchingProblem;
import ems.market.matching.OptimalMatcher;
import ems.market.party.FleetFill;
import ems.market.party.GridPrices;
import ems.market.party.GridTariff;
import ems.market.party.Party;
import ems.market.party.PeriodKey;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.period.Arrivals;
import ems.market.period.CodeRules;
import ems.market.period.VehicleAnswer;
import ems.market.quantity.HorizonPrice;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.NetEnergy;
import ems.market.record.DirectResult;
import ems.market.record.DirectTrade;
import ems.market.record.DirectTradeSetting;
import ems.market.record.Entry;
import ems.market.record.ExchangeRefusal;
import ems.market.record.ExchangeStatement;
import ems.market.record.ForecastRefusal;
import ems.market.record.GlobalModel;
import ems.market.record.HorizonDay;
import ems.market.record.Match;
import ems.market.record.PeriodOpened;
import ems.market.record.PeriodRecord;
import ems.market.record.ProsumerBid;
import ems.market.record.Rejection;
import ems.market.record.RuleReference;
import ems.market.record.SignedBid;
import ems.market.record.SignedForecast;
import ems.market.record.SignedRegisters;
import ems.market.record.Step;
import ems.market.record.VehicleBid;
import ems.market.record.VehicleStanding;

/**
 * What a period was decided from that no table decides, as it was recorded: the grid's prices, signed bids, forecasts, the order of
 * arrival, the registry's word, the horizon price and the matcher. Turned from period to period; not thread-safe.
 */
final class RecordedInputs
        implements GridTariff,
                SignedBids,
                Forecaster,
                Arrivals,
                Matcher,
                SignedExchanges,
                FindHorizonPrice,
                FindDirectTrade {

    private PeriodRecord period;
    private Matcher matcher = new OptimalMatcher();
    private final Map<Party, Integer> arrivals = new HashMap<>();
    /** Parties whose key the registry holds, as far as the periods up to now show it. */
    private final Set<Party> signers = new HashSet<>();

    private final Map<VehicleId, VehicleStanding> standings = new HashMap<>();
    private Set<Party> unseen = Set.of();

    RecordedInputs(PeriodRecord first) {
        this.period = first;
    }

    void turnTo(PeriodRecord next) {
        period = next;
        matcher = RecordedStep.matcher(next).orElseGet(OptimalMatcher::new);
        standings.clear();
        next.all(VehicleStanding.class).forEach(standing -> standings.put(standing.vehicle(), standing));
        unseen = refused(CodeRules.UNSEEN);
        arrivals.clear();
        RecordedStep.entries(next, Step.FORECAST).forEach(this::arrive);
        RecordedStep.entries(next, Step.VERIFY_AND_LIMIT).forEach(this::arrive);
        signers.addAll(refused(CodeRules.UNSIGNED));
        Set<Party> signed =
                next.all(SignedBid.class).stream().map(SignedBid::party).collect(Collectors.toSet());
        signers.addAll(signed);
    }

    private void arrive(Entry entry) {
        if (entry instanceof ProsumerBid bid) {
            arrived(bid.prosumer(), true);
        } else if (entry instanceof VehicleBid bid) {
            arrived(bid.vehicle(), true);
        } else if (entry instanceof Rejection refusal) {
            arrived(refusal.party(), refusal.party() instanceof VehicleId && VehicleAnswer.isOfTheVerdicts(refusal));
        }
    }

    /** @param answered though it signed nothing, unless it did */
    private void arrived(Party party, boolean answered) {
        arrivals.putIfAbsent(party, arrivals.size());
        if (answered) {
            signers.remove(party);
        }
    }

    private Set<Party> refused(RuleReference rule) {
        return period.all(Rejection.class).stream()
                .filter(refusal -> refusal.rule().equals(rule))
                .map(Rejection::party)
                .collect(Collectors.toSet());
    }

    /** The version of the rules that was active. */
    String rules() {
        return opened().rules();
    }

    private PeriodOpened opened() {
        return period.first(PeriodOpened.class).orElseThrow();
    }

    Instant start() {
        return period.key().period().start();
    }

    /** Where an EV stood, if it took part. */
    Optional<VehicleStanding> standing(VehicleId vehicle) {
        return Optional.ofNullable(standings.get(vehicle));
    }

    /** Whether no report of an EV had come in. */
    boolean isUnseen(VehicleId vehicle) {
        return unseen.contains(vehicle);
    }

    Set<Party> signers() {
        return Set.copyOf(signers);
    }

    /** Parties whose registration was changing. */
    Set<Party> changing() {
        return refused(CodeRules.CHANGING);
    }

    /** Homes that the registry did not know. */
    Set<Party> outsiders() {
        return refused(CodeRules.OUTSIDER);
    }

    @Override
    public GridPrices at(MatchingPeriod of) {
        return opened().prices();
    }

    @Override
    public List<SignedBid> of(PeriodKey key) {
        return period.all(SignedBid.class);
    }

    @Override
    public String strategy() {
        return byTheMarket().map(ProsumerBid::forecaster).findFirst().orElse("none");
    }

    @Override
    public Forecasts forecasts(List<ProsumerId> prosumers, MatchingPeriod of, Optional<GlobalModel> recorded) {
        Map<ProsumerId, NetEnergy> energy = new HashMap<>();
        period.all(ProsumerBid.class).forEach(bid -> energy.put(bid.prosumer(), bid.forecast()));
        var model = byTheMarket().map(ProsumerBid::model).findFirst().orElse(OptionalInt.empty());
        return new Forecasts(energy, model, List.of(), agents());
    }

    /** Bids that no agent of a home made. */
    private Stream<ProsumerBid> byTheMarket() {
        return period.all(ProsumerBid.class).stream()
                .filter(bid -> !bid.forecaster().equals(SignedForecast.FORECASTER));
    }

    private SignedForecasts.Arrived agents() {
        return new SignedForecasts.Arrived(
                period.all(SignedForecast.class).stream()
                        .collect(Collectors.toMap(SignedForecast::prosumer, Function.identity())),
                period.all(ForecastRefusal.class).stream()
                        .collect(Collectors.toMap(ForecastRefusal::prosumer, ForecastRefusal::reason)));
    }

    /** Homes of which the period shows that they were private. */
    Set<ProsumerId> privateHomes() {
        return Stream.concat(
                        refused(CodeRules.PRIVATE).stream().map(ProsumerId.class::cast),
                        period.all(Match.class).stream()
                                .filter(match -> period.isPrivate(match.id()))
                                .map(Match::prosumer))
                .collect(Collectors.toSet());
    }

    /** What was signed then of the pairs that were made then. */
    @Override
    public SignedExchanges.Arrived statements(PeriodKey key) {
        return new SignedExchanges.Arrived(
                period.all(ExchangeStatement.class).stream()
                        .collect(Collectors.toMap(ExchangeStatement::party, Function.identity())),
                period.all(ExchangeRefusal.class).stream()
                        .collect(Collectors.toMap(
                                refusal -> period.match(refusal.match())
                                        .orElseThrow()
                                        .prosumer(),
                                ExchangeRefusal::reason)));
    }

    @Override
    public Optional<ExchangeStatement> signedHere(
            PeriodKey key, Match match, List<NetEnergy> samples, Optional<SignedRegisters> registers) {
        return Optional.empty();
    }

    /** Those that did not arrive then come last, by name. */
    @Override
    public <P extends Party> List<P> inOrder(PeriodKey key, List<P> parties) {
        return parties.stream()
                .sorted(Comparator.<P>comparingInt(party -> arrivals.getOrDefault(party, Integer.MAX_VALUE))
                        .thenComparing(Party::account))
                .toList();
    }

    /** That of then, though other tables may have given the fleet other windows. */
    @Override
    public Optional<HorizonPrice> of(PeriodKey key, Supplier<FleetFill> fill) {
        return period.horizonPrice();
    }

    /** Whether homes traded with homes, as the period's own pairs show: earlier builds recorded nothing else of it. */
    DirectTrade directTrade() {
        return period.first(DirectResult.class).isPresent() ? DirectTrade.LEFTOVERS : DirectTrade.NONE;
    }

    /** What the period recorded of those after it. */
    @Override
    public DirectTradeSetting wanted(PeriodKey key) {
        return period.first(DirectTradeSetting.class)
                .orElseGet(() -> new DirectTradeSetting(directTrade(), "as it was"));
    }

    @Override
    public Optional<HorizonDay> begins(PeriodKey key) {
        return period.first(HorizonDay.class);
    }

    @Override
    public String algorithm() {
        return matcher.algorithm();
    }

    @Override
    public Matching match(MatchingProblem problem) {
        return matcher.match(problem);
    }
}
