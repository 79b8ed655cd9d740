package ems.study.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import ems.market.ledger.Ledger;
import ems.market.matching.MatchExplanation;
import ems.market.party.ElectricVehicle;
import ems.market.party.GridMembers;
import ems.market.party.TradingPartners;
import ems.market.period.MatchExplanations;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.NetEnergy;
import ems.market.record.Exchange;
import ems.market.record.Flow;
import ems.market.record.Match;
import ems.market.record.MatchingResult;
import ems.market.record.PeriodRecord;
import ems.market.record.ProsumerBid;
import ems.market.record.SettlementLine;
import ems.market.record.VehicleBid;
import ems.study.plan.Inputs;

import static java.util.Objects.requireNonNull;

/** Looks closely at one run as it goes on: each EV's day, and one trade from meter to block. */
public final class RunFollower {

    private final Inputs inputs;
    private final List<VehicleDiary> diaries;
    private final TradingPartners partners;
    private final List<Regret> regrets = new ArrayList<>();
    private Optional<FollowedTrade> trade = Optional.empty();
    private long entries;

    public RunFollower(GridMembers members, Inputs inputs) {
        this.inputs = inputs;
        this.partners = members.partners();
        this.entries = members.prosumers().size() + 2L * members.vehicles().size();
        this.diaries = members.vehicles().stream()
                .map((ElectricVehicle vehicle) -> new VehicleDiary(vehicle, inputs))
                .toList();
    }

    /** @param ledger asked for its head, which is the record's block */
    public void add(PeriodRecord record, Ledger ledger) {
        entries += record.entries().count();
        diaries.forEach(diary -> diary.add(record));
        regrets.add(Regret.of(record.first(MatchingResult.class).orElseThrow()));
        if (trade.isEmpty()) {
            trade = firstWholeTrade(record, ledger);
        }
    }

    public FollowedRun followed() {
        var busiest = diaries.stream()
                .reduce((a, b) -> b.moved().compareTo(a.moved()) > 0 ? b : a)
                .orElseThrow();
        return new FollowedRun(busiest.day(), regrets, trade, entries);
    }

    /** The first match that stored energy in every sample of its period. */
    private Optional<FollowedTrade> firstWholeTrade(PeriodRecord record, Ledger ledger) {
        var exchanges = record.all(Exchange.class);
        if (exchanges.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Match> matches = record.all(Match.class).stream()
                .collect(Collectors.toMap(match -> match.id().text(), Function.identity()));
        for (SettlementLine line : record.all(SettlementLine.class)) {
            var samples = exchanges.stream()
                    .filter(each -> each.match().equals(line.match()))
                    .toList();
            boolean whole = samples.size() == MatchingPeriod.SAMPLES
                    && samples.stream().allMatch(each -> each.flow() == Flow.STORED);
            if (whole) {
                return Optional.of(
                        followed(record, requireNonNull(matches.get(line.match().text())), samples, line, ledger));
            }
        }
        return Optional.empty();
    }

    private FollowedTrade followed(
            PeriodRecord record, Match match, List<Exchange> samples, SettlementLine line, Ledger ledger) {
        var forecast = record.all(ProsumerBid.class).stream()
                .filter(bid -> bid.prosumer().equals(match.prosumer()))
                .findFirst()
                .orElseThrow();
        var vehicle = record.all(VehicleBid.class).stream()
                .filter(bid -> bid.vehicle().equals(match.vehicle()))
                .findFirst()
                .orElseThrow();
        var readAt = record.key().period().sampleStart(0);
        var net = inputs.readings().sample(match.prosumer(), readAt).orElse(NetEnergy.BALANCED);
        return new FollowedTrade(
                readAt,
                net.surplus().millijoules() / MatchingPeriod.SAMPLE.getSeconds(),
                forecast.forecast().energy(),
                vehicle.room(),
                match,
                Optional.ofNullable(MatchExplanations.of(record, partners).get(match))
                        .map(MatchExplanation::sentence),
                samples,
                line,
                ledger.head(record.key().grid()).orElseThrow(),
                record.entries().toList().indexOf(line));
    }
}
