package ems.console.course;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

import ems.market.record.DirectExchange;
import ems.market.record.DirectLine;
import ems.market.record.DirectMatch;
import ems.market.record.DirectResult;
import ems.market.record.Exchange;
import ems.market.record.Match;
import ems.market.record.MatchingResult;
import ems.market.record.PeriodRecord;
import ems.market.record.ProsumerBid;
import ems.market.record.Rejection;
import ems.market.record.SettlementLine;
import ems.market.record.VehicleBid;
import ems.market.record.VehicleStanding;

/**
 * One stage of a period's way.
 *
 * @param step its words on the process diagram
 * @param note what it did, in words; empty before it is done
 */
public record StageNow(String step, Status status, String note) {

    /** Where a stage stands. */
    public enum Status {
        DONE,
        CURRENT,
        FAILED,
        SKIPPED,
        TO_COME
    }

    static StageNow of(Stage stage, Status status, PeriodRecord record, Instant clock) {
        return new StageNow(stage.words(), status, stage.isDone(record, clock) ? note(stage, record) : "");
    }

    private static String note(Stage stage, PeriodRecord record) {
        return switch (stage) {
            case COLLECT_BIDS -> counted(record.all(VehicleStanding.class).size(), "EV", "EVs") + " ready";
            case FORECAST -> forecasters(record);
            case VERIFY_AND_LIMIT ->
                counted(record.all(VehicleBid.class).size(), "EV bid", "EV bids") + ", "
                        + record.all(Rejection.class).size() + " refused";
            case MATCH ->
                counted(record.all(Match.class).size(), "match", "matches")
                        + record.first(MatchingResult.class)
                                .map(result -> ", " + result.algorithm())
                                .orElse("")
                        + record.first(DirectResult.class)
                                .map(result ->
                                        ", " + record.all(DirectMatch.class).size() + " between homes")
                                .orElse("");
            case MEASURE_EXCHANGE ->
                counted(
                        record.all(Exchange.class).size()
                                + record.all(DirectExchange.class).size(),
                        "exchange",
                        "exchanges");
            case SETTLE ->
                counted(
                        record.all(SettlementLine.class).size()
                                + record.all(DirectLine.class).size(),
                        "line",
                        "lines");
            case EXCHANGE_WINDOW, ANCHOR -> "";
        };
    }

    private static String forecasters(PeriodRecord record) {
        var bids = record.all(ProsumerBid.class);
        Set<String> strategies = new TreeSet<>();
        bids.forEach(bid -> strategies.add(forecaster(bid)));
        String by = strategies.isEmpty() ? "" : ", " + String.join(", ", strategies);
        return counted(bids.size(), "prosumer", "prosumers") + by;
    }

    private static String forecaster(ProsumerBid bid) {
        return bid.forecaster()
                + (bid.model().isPresent() ? ", model " + bid.model().getAsInt() : "");
    }

    private static String counted(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
