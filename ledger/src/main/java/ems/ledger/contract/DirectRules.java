package ems.ledger.contract;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import ems.market.direct.DirectPair;
import ems.market.party.Party;
import ems.market.party.PeriodKey;
import ems.market.party.ProsumerId;
import ems.market.record.BidLimit;
import ems.market.record.DirectExchange;
import ems.market.record.DirectLine;
import ems.market.record.DirectMatch;
import ems.market.record.DirectResult;
import ems.market.record.Entry;
import ems.market.record.MatchId;
import ems.market.record.MatchIds;
import ems.market.record.PeriodOpened;
import ems.market.record.ProsumerBid;
import ems.market.record.SignedBid;
import ems.market.record.Step;

import static java.util.Objects.requireNonNull;

/** The market's rules for two homes that are paired. That no EV was free for either only the whole period shows. */
public final class DirectRules implements PairContract {

    private final MatchId id;
    private final PeriodKey block;
    private final Map<Party, BidLimit> signed = new HashMap<>();
    private final Map<ProsumerId, ProsumerBid> bids = new HashMap<>();
    private final PeriodDirectExchanges exchanges = new PeriodDirectExchanges();
    private Step step = Step.ENROL;
    private @Nullable PeriodOpened opened;
    private @Nullable DirectResult result;
    private @Nullable DirectMatch match;
    private @Nullable DirectLine line;
    private boolean abandoned;

    /** @param block whose period the match should be of */
    public DirectRules(MatchId id, PeriodKey block) {
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
            case PROSUMER_BID -> bid((ProsumerBid) entry);
            case DIRECT_RESULT -> result((DirectResult) entry);
            case DIRECT_MATCH -> match((DirectMatch) entry);
            case DIRECT_EXCHANGE -> exchange((DirectExchange) entry);
            case DIRECT_LINE -> settle((DirectLine) entry);
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
                    VEHICLE_STANDING,
                    CORRECTION,
                    CORRECTION_LINE,
                    MODEL_UPDATE,
                    MODEL_REFUSAL,
                    GLOBAL_MODEL,
                    VEHICLE_BID,
                    REJECTION,
                    SIGNED_FORECAST,
                    FORECAST_REFUSAL,
                    HORIZON_PLAN,
                    HORIZON_PRICE,
                    SHADOW_PRICE,
                    MATCHING_RESULT,
                    MATCH,
                    SIGNED_REGISTERS,
                    EXCHANGE_STATEMENT,
                    EXCHANGE_REFUSAL,
                    EXCHANGE,
                    SETTLEMENT_LINE,
                    INVENTORY_ENTRY -> throw new IllegalArgumentException("it is not part of a trade between homes");
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

    private void bid(ProsumerBid bid) {
        Refuse.when(bids.put(bid.prosumer(), bid) != null, () -> bid.prosumer() + " bids twice");
    }

    private void result(DirectResult found) {
        Refuse.when(result != null, "homes are paired twice");
        result = found;
    }

    private void match(DirectMatch match) {
        Refuse.when(this.match != null, "there are two matches");
        var prices = Refuse.ifMissing(opened, "the opening of the period is missing before it")
                .prices();
        var found = Refuse.ifMissing(result, "the result of the pairing of homes is missing before it");
        Refuse.when(!match.id().equals(id), () -> "it is not match " + id);
        var homes = match.parties();
        Refuse.when(
                !new HashSet<>(homes).equals(bids.keySet()), "before it stand other bids than those of its two homes");
        Refuse.when(!homes.containsAll(signed.keySet()), "a bid before it is signed by neither");
        var pair = new DirectPair(bidOf(match.seller()), bidOf(match.buyer()));
        PairRules.check(match, pair, new MatchIds(block.period()), prices);
        Refuse.when(
                pair.forecastEnergy().compareTo(found.forecastEnergy()) > 0,
                () -> "all homes together move " + found.forecastEnergy().millijoules() + " mJ");
        PairRules.check(pair.seller(), limit(match.seller()));
        PairRules.check(pair.buyer(), limit(match.buyer()));
        this.match = match;
        exchanges.add(match, limit(match.seller()), limit(match.buyer()));
    }

    private ProsumerBid bidOf(ProsumerId home) {
        return requireNonNull(bids.get(home));
    }

    private BidLimit limit(Party party) {
        return signed.getOrDefault(party, BidLimit.NONE);
    }

    private void exchange(DirectExchange exchange) {
        Refuse.when(match == null || !exchange.match().equals(id), () -> "it is not of match " + id);
        exchanges.exchange(exchange);
    }

    private void settle(DirectLine booked) {
        Refuse.when(match == null, "the match is missing before it");
        exchanges.settle(booked);
        line = booked;
    }

    private void abandon() {
        Refuse.when(match == null || exchanges.isSettled() || abandoned, "the period has ended before");
        abandoned = true;
    }

    @Override
    public void end() {
        Refuse.when(match == null, "the match is missing");
        if (!abandoned) {
            exchanges.refuseUnsettled();
        }
    }

    @Override
    public DirectMatch match() {
        return requireNonNull(match);
    }

    /** What was paid; empty if no energy moved. */
    public Optional<DirectLine> line() {
        return Optional.ofNullable(line);
    }

    /** Whether the period ended without a settlement. */
    public boolean isAbandoned() {
        return abandoned;
    }
}
