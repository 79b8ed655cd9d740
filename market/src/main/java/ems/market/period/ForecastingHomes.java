package ems.market.period;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import ems.market.forecast.ForecastUnavailable;
import ems.market.forecast.Forecaster;
import ems.market.forecast.Forecasts;
import ems.market.forecast.SignedForecasts;
import ems.market.party.MembersByPeriod;
import ems.market.party.PeriodKey;
import ems.market.party.ProsumerId;
import ems.market.record.BidLimit;
import ems.market.record.Entry;
import ems.market.record.ForecastRefusal;
import ems.market.record.PeriodRecord;
import ems.market.record.ProsumerBid;
import ems.market.record.RecordedModel;
import ems.market.record.Rejection;
import ems.market.record.RuleReference;
import ems.market.record.SignedForecast;

/** Step 2: what each home is expected to offer or need, by which strategy and which version of its model. */
final class ForecastingHomes {

    private static final RuleReference UNFORECAST =
            RuleReference.ofCode("A prosumer without readings of the last period is not forecast");
    private static final String NO_FORECAST = "no forecast that its agent signed came in time";
    private static final String UNKNOWN_PAST = "no readings of the last period";

    private final MembersByPeriod members;
    private final MarketPorts ports;

    ForecastingHomes(MembersByPeriod members, MarketPorts ports) {
        this.members = members;
        this.ports = ports;
    }

    /**
     * What the model contract records, then a bid or a rejection of each prosumer; ahead of it, what its own agent signed or
     * why that does not count.
     *
     * @throws ForecastUnavailable if the forecaster failed, or its models are recorded in a later period
     */
    List<Entry> forecast(PeriodRecord before, Forecaster forecaster) {
        var key = before.key();
        var signatures = Signatures.in(before, ports);
        var arrived = ports.arrivals().inOrder(key, members.in(key.period()).prosumers());
        var enrolled = ports.ledger().members(key.grid(), arrived);
        var privately = ports.ledger().privateHomes(key.grid());
        var latest = ports.journal().latestModel(key.grid());
        var forecasts = forecaster.forecasts(arrived, key.period(), latest.map(RecordedModel::model));
        if (forecasts.model().isPresent()) {
            latest.ifPresent(recorded -> refuseIfLater(recorded, key));
        }
        List<Entry> entries = new ArrayList<>(forecasts.merges());
        for (ProsumerId prosumer : arrived) {
            signatures
                    .refused(prosumer)
                    .or(() -> outsider(prosumer, enrolled))
                    .ifPresentOrElse(
                            entries::add,
                            () -> entries.addAll(
                                    privately.contains(prosumer)
                                            ? privateBid(prosumer, before.limit(prosumer), forecasts.agents())
                                            : bid(prosumer, before.limit(prosumer), forecasts, forecaster.strategy())));
        }
        return entries;
    }

    private static Optional<Rejection> outsider(ProsumerId prosumer, Set<ProsumerId> enrolled) {
        return enrolled.contains(prosumer)
                ? Optional.empty()
                : Optional.of(new Rejection(prosumer, "the ledger knows it as no member", CodeRules.OUTSIDER));
    }

    /** By the home's own agent if that was in time; else by the strategy, behind what the agent failed in. */
    private static List<Entry> bid(ProsumerId prosumer, BidLimit limit, Forecasts forecasts, String strategy) {
        var signed = forecasts.agents().forecasts().get(prosumer);
        if (signed != null) {
            return byAgent(signed, limit);
        }
        List<Entry> entries = new ArrayList<>(2);
        var missing = forecasts.agents().missing().get(prosumer);
        if (missing != null) {
            entries.add(new ForecastRefusal(prosumer, missing));
        }
        var forecast = forecasts.energy().get(prosumer);
        entries.add(
                forecast != null
                        ? new ProsumerBid(prosumer, limit.of(forecast), strategy, forecasts.model())
                        : new Rejection(prosumer, UNKNOWN_PAST, UNFORECAST));
        return entries;
    }

    private static List<Entry> byAgent(SignedForecast signed, BidLimit limit) {
        return List.of(
                signed,
                new ProsumerBid(
                        signed.prosumer(),
                        limit.of(signed.expected()),
                        SignedForecast.FORECASTER,
                        OptionalInt.empty()));
    }

    /** By its own agent alone: nobody else knows anything of the home. */
    private static List<Entry> privateBid(ProsumerId prosumer, BidLimit limit, SignedForecasts.Arrived agents) {
        var signed = agents.forecasts().get(prosumer);
        return signed != null
                ? byAgent(signed, limit)
                : List.of(new Rejection(
                        prosumer, agents.missing().getOrDefault(prosumer, NO_FORECAST), CodeRules.PRIVATE));
    }

    /** A block cannot name a model that a later block records: a step that is done so late takes none. */
    private static void refuseIfLater(RecordedModel recorded, PeriodKey key) {
        if (key.period().isBefore(recorded.in())) {
            throw new ForecastUnavailable("the models have moved on: version "
                    + recorded.model().version() + " is recorded in the later period " + recorded.in());
        }
    }
}
