package ems.ledger.contract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import ems.market.matching.GreedyMatcher;
import ems.market.matching.OptimalMatcher;
import ems.market.matching.PairWorth;
import ems.market.matching.Pairing;
import ems.market.party.Party;
import ems.market.party.PeriodKey;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.HorizonPrice;
import ems.market.quantity.Price;
import ems.market.record.BidLimit;
import ems.market.record.Entry;
import ems.market.record.Exchange;
import ems.market.record.ExchangeRefusal;
import ems.market.record.ExchangeStatement;
import ems.market.record.Flow;
import ems.market.record.HorizonEntry;
import ems.market.record.InventoryEntry;
import ems.market.record.Match;
import ems.market.record.MatchId;
import ems.market.record.MatchIds;
import ems.market.record.MatchingResult;
import ems.market.record.PeriodOpened;
import ems.market.record.ProsumerBid;
import ems.market.record.SettlementLine;
import ems.market.record.SignedBid;
import ems.market.record.SignedRegisters;
import ems.market.record.Step;
import ems.market.record.VehicleBid;
import ems.market.record.VehicleStanding;

import static java.util.Objects.requireNonNull;

/** The market's rules for a home and an EV that are paired. */
public final class MatchRules implements PairContract {

    private final MatchId id;
    private final PeriodKey block;
    private final Map<Party, BidLimit> signed = new HashMap<>();
    private final PeriodExchanges exchanges = new PeriodExchanges();
    private final List<SettlementLine> lines = new ArrayList<>();
    private Step step = Step.ENROL;
    private @Nullable PeriodOpened opened;
    private @Nullable VehicleStanding standing;
    private @Nullable ProsumerBid prosumer;
    private @Nullable VehicleBid vehicle;
    private @Nullable HorizonEntry horizon;
    private Optional<Price> valueOfStored = Optional.empty();
    private @Nullable MatchingResult result;
    private @Nullable Match match;
    private @Nullable SignedRegisters registers;
    private final List<ExchangeStatement> statements = new ArrayList<>();
    private @Nullable ExchangeRefusal refusal;
    private boolean abandoned;

    /** @param block whose period the match should be of */
    public MatchRules(MatchId id, PeriodKey block) {
        this.id = id;
        this.block = block;
    }

    @Override
    public void next(Entry entry) {
        Refuse.when(entry.latestStep().compareTo(step) < 0, "it comes after entries of a later step");
        step = entry.latestStep();
        switch (entry.kind()) {
            case PERIOD_OPENED -> open((PeriodOpened) entry);
            case SIGNED_BID -> sign((SignedBid) entry);
            case VEHICLE_STANDING -> stand((VehicleStanding) entry);
            case PROSUMER_BID -> bid((ProsumerBid) entry);
            case VEHICLE_BID -> bid((VehicleBid) entry);
            case HORIZON_PRICE -> weigh((HorizonEntry) entry);
            case MATCHING_RESULT -> result((MatchingResult) entry);
            case MATCH -> match((Match) entry);
            case SIGNED_REGISTERS -> measured((SignedRegisters) entry);
            case EXCHANGE_STATEMENT -> state((ExchangeStatement) entry);
            case EXCHANGE_REFUSAL -> refuse((ExchangeRefusal) entry);
            case EXCHANGE -> exchange((Exchange) entry);
            case SETTLEMENT_LINE -> settle((SettlementLine) entry);
            case INVENTORY_ENTRY -> settle((InventoryEntry) entry);
            case ABANDONMENT -> abandon();
            case ENROLMENT,
                    VALIDATORS,
                    AGENT_KEY,
                    HOME_METERING,
                    TRADING_PARTNER,
                    REVOCATION,
                    DIRECT_TRADE,
                    TRAIL_SEAL,
                    MEMBERSHIP_ORDER,
                    CORRECTION,
                    CORRECTION_LINE,
                    MODEL_UPDATE,
                    MODEL_REFUSAL,
                    GLOBAL_MODEL,
                    REJECTION,
                    SIGNED_FORECAST,
                    FORECAST_REFUSAL,
                    HORIZON_PLAN,
                    SHADOW_PRICE,
                    DIRECT_RESULT,
                    DIRECT_MATCH,
                    DIRECT_EXCHANGE,
                    DIRECT_LINE -> throw new IllegalArgumentException("it is not part of a match");
        }
    }

    private void open(PeriodOpened prices) {
        Refuse.when(opened != null, "the period is opened twice");
        opened = prices;
    }

    private void sign(SignedBid bid) {
        boolean twice = signed.put(bid.party(), bid.limit()) != null;
        Refuse.when(twice, () -> bid.party().account() + " signs twice");
    }

    private void stand(VehicleStanding stands) {
        Refuse.when(standing != null, "a second EV stands");
        standing = stands;
    }

    private void bid(ProsumerBid bid) {
        Refuse.when(prosumer != null, "a second prosumer bids");
        prosumer = bid;
    }

    private void bid(VehicleBid bid) {
        Refuse.when(vehicle != null, "a second EV bids");
        Refuse.when(
                standing == null
                        || !standing.vehicle().equals(bid.vehicle())
                        || !standing.inventory().equals(bid.inventory()),
                "its inventory is not that of the EV's standing");
        vehicle = bid;
    }

    private void weigh(HorizonEntry entry) {
        Refuse.when(horizon != null, "the period has two horizon prices");
        horizon = entry;
    }

    private void result(MatchingResult found) {
        Refuse.when(result != null, "the period is matched twice");
        Refuse.when(
                !isOptimal(found) && !found.algorithm().equals(GreedyMatcher.ALGORITHM),
                () -> "the market has no matcher called '" + found.algorithm() + "'");
        PeriodBids.refuseOtherMeasure(horizon(), found);
        result = found;
    }

    private static boolean isOptimal(MatchingResult result) {
        return result.algorithm().equals(OptimalMatcher.ALGORITHM);
    }

    private void match(Match match) {
        Refuse.when(this.match != null, "there are two matches");
        var prices = Refuse.ifMissing(opened, "the opening of the period is missing before it")
                .prices();
        var found = Refuse.ifMissing(result, "the result of the matching is missing before it");
        var pair = new Pairing(bidOf(match.prosumer()), bidOf(match.vehicle()));
        Refuse.when(
                !Set.of(match.prosumer(), match.vehicle()).containsAll(signed.keySet()),
                "a bid before it is signed by neither");
        Refuse.when(!match.id().equals(id), () -> "it is not match " + id);
        PairRules.check(match, pair, new MatchIds(block.period()), prices);
        valueOfStored = horizon().map(prices::valueOfStored);
        refuseOtherEnergy(pair, found);
        PairRules.check(pair.prosumer(), limit(match.prosumer()));
        PairRules.check(pair.vehicle(), limit(match.vehicle()));
        this.match = match;
        exchanges.add(match, pair.vehicle(), limit(match.prosumer()), limit(match.vehicle()));
    }

    private ProsumerBid bidOf(ProsumerId party) {
        var own = prosumer == null || !prosumer.prosumer().equals(party) ? null : prosumer;
        return Refuse.ifMissing(own, () -> "the bid of " + party + " is missing before it");
    }

    private VehicleBid bidOf(VehicleId party) {
        var own = vehicle == null || !vehicle.vehicle().equals(party) ? null : vehicle;
        return Refuse.ifMissing(own, () -> "the bid of " + party + " is missing before it");
    }

    private void measured(SignedRegisters signed) {
        Refuse.when(match == null || !signed.match().equals(id), () -> "it is not of match " + id);
        exchanges.measured(signed);
        registers = signed;
    }

    private void state(ExchangeStatement said) {
        Refuse.when(match == null || !said.match().equals(id), () -> "it is not of match " + id);
        exchanges.state(said);
        statements.add(said);
    }

    private void refuse(ExchangeRefusal no) {
        Refuse.when(match == null || !no.match().equals(id), () -> "it is not of match " + id);
        exchanges.refuse(no);
        refusal = no;
    }

    private void exchange(Exchange exchange) {
        Refuse.when(match == null || !exchange.match().equals(id), () -> "it is not of match " + id);
        exchanges.exchange(exchange);
    }

    private void settle(SettlementLine line) {
        Refuse.when(match == null, "the match is missing before it");
        exchanges.settle(line);
        lines.add(line);
    }

    private void settle(InventoryEntry booked) {
        Refuse.when(match == null, "the match is missing before it");
        exchanges.settle(booked);
    }

    private void abandon() {
        Refuse.when(match == null || exchanges.isSettled() || abandoned, "the period has ended before");
        abandoned = true;
    }

    private BidLimit limit(Party party) {
        return signed.getOrDefault(party, BidLimit.NONE);
    }

    private void refuseOtherEnergy(Pairing pair, MatchingResult result) {
        var energy = pair.forecastEnergy();
        Refuse.when(isOptimal(result) && energy.isZero(), "an optimal pair would move something");
        Refuse.when(
                energy.compareTo(result.forecastEnergy()) > 0,
                () -> "all pairs together move " + result.forecastEnergy().millijoules() + " mJ");
        refuseOtherWorth(result);
        var worth = new PairWorth(horizon());
        Refuse.when(
                worth.of(pair).compareTo(result.measured()) > 0,
                () -> "all pairs together are worth " + worth.inWords(result.measured()));
    }

    /** All pairs are worth what they move times the weight of either side, or something between; optimal ones reach the bound. */
    private void refuseOtherWorth(MatchingResult result) {
        if (horizon == null) {
            return;
        }
        var worth = new PairWorth(horizon());
        var oneSided = List.of(
                worth.of(Flow.STORED, result.forecastEnergy()), worth.of(Flow.RELEASED, result.forecastEnergy()));
        Refuse.when(
                result.measured().compareTo(Collections.min(oneSided)) < 0
                        || result.measured().compareTo(Collections.max(oneSided)) > 0,
                () -> "energy of " + result.forecastEnergy().millijoules() + " mJ is worth from "
                        + worth.inWords(Collections.min(oneSided)) + " to "
                        + worth.inWords(Collections.max(oneSided)));
        Refuse.when(
                isOptimal(result) && !result.isProved(),
                () -> "optimal pairs are worth " + worth.inWords(result.bound()));
    }

    @Override
    public void end() {
        Refuse.when(match == null, "the match is missing");
        if (!abandoned) {
            exchanges.refuseUnsettled();
        }
    }

    @Override
    public Match match() {
        return requireNonNull(match);
    }

    /** By how much storing counted more than releasing when pairs were chosen; empty: both counted alike. */
    public Optional<HorizonPrice> horizon() {
        return Optional.ofNullable(horizon).map(HorizonEntry::price);
    }

    /** What a stored kWh was worth under the horizon price; empty without one. */
    public Optional<Price> valueOfStored() {
        return valueOfStored;
    }

    /** What the meter of the EV's charger signed. */
    public Optional<SignedRegisters> registers() {
        return Optional.ofNullable(registers);
    }

    /** What home and EV signed of their exchange; none where the home's meter tells it. */
    public List<ExchangeStatement> statements() {
        return List.copyOf(statements);
    }

    /** Why nothing was settled, though the period was. */
    public Optional<ExchangeRefusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** What was paid. */
    public List<SettlementLine> lines() {
        return List.copyOf(lines);
    }

    /** Whether the period ended without a settlement. */
    public boolean isAbandoned() {
        return abandoned;
    }
}
