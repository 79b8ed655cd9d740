package ems.processes.operations;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import ems.market.period.Task;
import ems.market.quantity.Energy;
import ems.market.record.DirectExchange;
import ems.market.record.DirectMatch;
import ems.market.record.Exchange;
import ems.market.record.Match;
import ems.market.record.MatchedPair;
import ems.market.record.PeriodRecord;
import ems.market.record.Step;
import ems.processes.repair.RepairOrder;

/** What follows from an order, in words, before it is given. */
final class Consequences {

    private static final int WATT_HOURS = 3;

    private Consequences() {}

    /** @param failed the task that stands still, if one does */
    static String of(RepairOrder order, PeriodRecord record, Optional<Task> failed) {
        return switch (order) {
            case RETRY ->
                failed.map(task -> "'" + task.words() + "' is tried once more, and the period goes on behind it.")
                                .orElse("The failed step is tried once more.")
                        + " What is recorded already is not recorded twice.";
            case SKIP ->
                failed.map(Consequences::skipped).orElse("The period goes on behind the failed step.")
                        + " It cannot be undone.";
            case ABORT -> "The period ends without settlement: " + unsettled(record) + " It cannot be undone.";
        };
    }

    private static String skipped(Task task) {
        return switch (task) {
            case COLLECT_BIDS -> "The period goes on without bids and trades nothing.";
            case FORECAST, FORECAST_BY_PERSISTENCE ->
                "No home bids, and the period trades nothing; the next one forecasts afresh.";
            case VERIFY_AND_LIMIT -> "Every EV stays out of this period, and nothing is traded.";
            case MATCH, MATCH_GREEDILY -> "Nobody is matched: everyone trades with the grid in this period.";
            case MEASURE_EXCHANGE -> "No exchange is measured: the matched pairs pay and receive nothing.";
            case SETTLE -> "The period is sealed as abandoned: nobody pays, and nobody is paid.";
            case ANCHOR, QUEUE_ANCHOR -> "The books stay as they are; the next block takes this one along.";
        };
    }

    private static String unsettled(PeriodRecord record) {
        List<MatchedPair> matches = new ArrayList<>(record.all(Match.class));
        matches.addAll(record.all(DirectMatch.class));
        if (matches.isEmpty()) {
            return "nobody was matched in it, so nobody loses a trade.";
        }
        long cars =
                record.all(Match.class).stream().map(Match::vehicle).distinct().count();
        var moved = record.has(Step.MEASURE_EXCHANGE)
                ? " of "
                        + kilowattHours(Stream.concat(
                                        record.all(Exchange.class).stream().map(Exchange::energy),
                                        record.all(DirectExchange.class).stream()
                                                .map(DirectExchange::energy))
                                .reduce(Energy.ZERO, Energy::plus))
                : ", "
                        + kilowattHours(matches.stream()
                                .map(MatchedPair::forecastEnergy)
                                .reduce(Energy.ZERO, Energy::plus))
                        + " by forecast,";
        return (matches.size() == 1 ? "1 trade" : matches.size() + " trades") + moved
                + (matches.size() == 1 ? " is" : " are") + " not settled and nobody pays"
                + (cars == 0 ? "." : "; " + free(cars));
    }

    private static String free(long cars) {
        return (cars == 1 ? "its car is" : "their " + cars + " cars are") + " free for later periods.";
    }

    private static String kilowattHours(Energy energy) {
        return new BigDecimal(energy.millijoules())
                        .divide(new BigDecimal("3600000000"), WATT_HOURS, RoundingMode.HALF_EVEN)
                        .toPlainString()
                + " kWh";
    }
}
