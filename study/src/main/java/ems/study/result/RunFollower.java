package ems.study.result;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import ems.market.ledger.BlockHeader;
import ems.market.matching.MatchExplanation;
import ems.market.party.ElectricVehicle;
import ems.market.party.GridMembers;
import ems.market.party.TradingPartners;
import ems.market.party.VehicleId;
import ems.market.period.MatchExplanations;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.NetEnergy;
import ems.market.record.Exchange;
import ems.market.record.Flow;
import ems.market.record.Match;
import ems.market.record.MatchId;
import ems.market.record.MatchingResult;
import ems.market.record.PeriodRecord;
import ems.market.record.SettlementLine;
import ems.market.record.VehicleStanding;
import ems.study.plan.Inputs;

import static java.util.Objects.requireNonNull;

/** Looks closely at one run as it goes on: each EV's day, and one trade from meter to block. */
public final class RunFollower {

    private final Inputs inputs;
    private final Map<VehicleId, VehicleDiary> diaries = new LinkedHashMap<>();
    private final TradingPartners partners;
    private final List<Regret> regrets = new ArrayList<>();
    private @Nullable WholeTrade largest;
    private long entries;

    public RunFollower(GridMembers members, Inputs inputs) {
        this.inputs = inputs;
        this.partners = members.partners();
        this.entries = members.prosumers().size() + 2L * members.vehicles().size();
        for (ElectricVehicle vehicle : members.vehicles()) {
            diaries.put(vehicle.id(), new VehicleDiary(vehicle, inputs));
        }
    }

    /** @param block that holds the period's entries */
    public void add(PeriodRecord record, BlockHeader block) {
        entries +=
                record.steps().stream().mapToInt(step -> step.entries().size()).sum();
        if (diaries.values().stream().noneMatch(VehicleDiary::isFull)) {
            keepDiaries(record);
        }
        regrets.add(Regret.of(record.first(MatchingResult.class).orElseThrow()));
        largestWholeTrade(record, block);
    }

    private void keepDiaries(PeriodRecord record) {
        var period = record.key().period();
        Map<MatchId, VehicleDiary> ofMatches = new HashMap<>();
        diaries.values().forEach(diary -> diary.begin(period));
        record.all(VehicleStanding.class)
                .forEach(standing -> diary(standing.vehicle()).add(standing));
        for (Match match : record.all(Match.class)) {
            var diary = diary(match.vehicle());
            diary.add(match);
            ofMatches.put(match.id(), diary);
        }
        record.all(Exchange.class)
                .forEach(exchange ->
                        requireNonNull(ofMatches.get(exchange.match())).add(exchange));
    }

    private VehicleDiary diary(VehicleId vehicle) {
        return requireNonNull(diaries.get(vehicle));
    }

    public FollowedRun followed() {
        var busiest = diaries.values().stream()
                .reduce((a, b) -> b.moved().compareTo(a.moved()) > 0 ? b : a)
                .orElseThrow();
        return new FollowedRun(
                busiest.day(), regrets, Optional.ofNullable(largest).map(this::followed), entries);
    }

    /** Keeps the line of the match that stored the most energy, of those that stored some in every sample. */
    private void largestWholeTrade(PeriodRecord record, BlockHeader block) {
        for (SettlementLine line : record.all(SettlementLine.class)) {
            boolean larger =
                    largest == null || line.energy().compareTo(largest.line().energy()) > 0;
            if (line.flow() == Flow.STORED && larger && isWhole(record.exchanges(line.match()))) {
                largest = new WholeTrade(record, block, line);
            }
        }
    }

    private static boolean isWhole(List<Exchange> samples) {
        return samples.size() == MatchingPeriod.SAMPLES
                && samples.stream().allMatch(each -> each.flow() == Flow.STORED);
    }

    /** A match that stored energy in every sample of its period. */
    private record WholeTrade(PeriodRecord record, BlockHeader block, SettlementLine line) {}

    private FollowedTrade followed(WholeTrade trade) {
        var record = trade.record();
        var line = trade.line();
        var match = record.match(line.match()).orElseThrow();
        var readAt = record.key().period().sampleStart(0);
        var net = inputs.readings().sample(match.prosumer(), readAt).orElse(NetEnergy.BALANCED);
        return new FollowedTrade(
                readAt,
                net.surplus().millijoules() / MatchingPeriod.SAMPLE.getSeconds(),
                record.bid(match.prosumer()).orElseThrow().forecast().energy(),
                record.bid(match.vehicle()).orElseThrow().room(),
                match,
                Optional.ofNullable(MatchExplanations.of(record, partners).get(match.id()))
                        .map(MatchExplanation::sentence),
                record.exchanges(line.match()),
                line,
                trade.block(),
                record.entries().toList().indexOf(line));
    }
}
