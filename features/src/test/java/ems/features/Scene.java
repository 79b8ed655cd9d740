package ems.features;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ObjectNode;

import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;

/**
 * One scenario on a grid of its own. Its period starts at 12:00; in the minute before, every EV takes part and every
 * meter measures, so that forecasts and participation have something to go by.
 */
public final class Scene {

    /** Periods are closed and started this long after each minute, when all their readings are in. */
    private static final long GRACE_SECONDS = 2;

    private static final int SAMPLES_AN_HOUR = 360;

    private final GridPlan plan = new GridPlan();
    private final EvReports reports = new EvReports();
    private final List<Trouble> troubles = new ArrayList<>();
    private final Map<String, RuleTable> tables = new HashMap<>();
    private final Set<Instant> measured = new HashSet<>();
    /** Homes whose meters publish at a broker. */
    private final Set<ProsumerId> publishing = new HashSet<>();
    /** What their meters could not publish yet. */
    private final Map<ProsumerId, List<ObjectNode>> remembered = new HashMap<>();

    private MarketDriver market;
    private MatchingPeriod current = MarketTime.NOON;
    private boolean opened;
    private boolean reached;
    private boolean started;
    private boolean ended;

    public void takesPlaceOn(String grid) {
        market = new MarketDriver(grid);
    }

    public GridPlan plan() {
        return plan;
    }

    /** The grid's doors; the market is open from here on. */
    public MarketDriver market() {
        open();
        return market;
    }

    boolean isOpen() {
        return opened;
    }

    /** What the EVs will report when the clock gets there. */
    public EvReports reports() {
        return reports;
    }

    /** Before the market opens the failure waits for the scenario's period. */
    public void order(Trouble trouble) {
        if (opened) {
            market.trouble(trouble);
        } else {
            troubles.add(trouble);
        }
    }

    /** The analyst's copy of a decision table, which the scenario may change. */
    public RuleTable table(String name) {
        return tables.computeIfAbsent(name, RuleTable::ofRepository);
    }

    public void startPeriod() {
        if (!started) {
            reachFirstPeriod();
            orderTroubles(true);
            tick(current.start().plusSeconds(GRACE_SECONDS));
            orderTroubles(false);
            started = true;
        }
    }

    public void endPeriod() {
        startPeriod();
        if (!ended) {
            minutePasses(current);
            tick(current.end().plusSeconds(GRACE_SECONDS));
            ended = true;
        }
    }

    /** The period after the scenario's period becomes the one that it looks at. */
    public void startNextPeriod() {
        endPeriod();
        current = current.next();
        ended = false;
    }

    public void endNextPeriod() {
        startNextPeriod();
        endPeriod();
    }

    /** The clock jumps; meters stay silent in between. */
    public void clockShows(Instant now) {
        reachFirstPeriod();
        tick(now);
        started = started || !now.isBefore(current.start().plusSeconds(GRACE_SECONDS));
    }

    /** Meters stay silent in between. */
    public void standsStillUntil(Instant now) {
        reachFirstPeriod();
        market.clockAfterStandstill(now);
        sendReports(now);
    }

    /** Three seconds of a clock that shows another time, and one at which it is right again. */
    public void clockIsWrongBy(Duration length) {
        startPeriod();
        var begin = current.start().plusSeconds(GRACE_SECONDS);
        for (int second = 1; second <= 3; second++) {
            market.clock(begin.plusSeconds(second).plus(length));
        }
        market.clock(begin.plusSeconds(4));
    }

    /** Opens the market and lets the minute before the scenario's period pass. */
    private void reachFirstPeriod() {
        open();
        if (!reached) {
            minutePasses(MarketTime.NOON.previous());
            reached = true;
        }
    }

    public PeriodView period() {
        return period(current);
    }

    public PeriodView period(MatchingPeriod period) {
        return market.period(period);
    }

    public MatchingPeriod current() {
        return current;
    }

    public List<OperatorView> instances(MatchingPeriod period) {
        return market.instances(period);
    }

    /** Waits until the operator's tool shows the period in the state. */
    public OperatorView operatorSees(String state) {
        return operatorSees(current, state);
    }

    public OperatorView operatorSees(MatchingPeriod period, String state) {
        return OperatorView.awaiting(market, period, state);
    }

    /** What the market answers to the scenario's grid, in a scenario that does not go on with it. */
    public Reply openingAnswer() {
        return market.asked(plan, MarketTime.NOON.previous().start());
    }

    private void open() {
        if (opened) {
            return;
        }
        opened = true;
        var opens = reports.completedFor(plan.vehicles().keySet());
        market.open(plan, opens);
        sendReports(opens);
        tick(current.previous().start().plusSeconds(GRACE_SECONDS));
    }

    private void minutePasses(MatchingPeriod period) {
        var almostOver = period.end().minusSeconds(1);
        market.clock(almostOver);
        sendReports(almostOver);
        for (int sample = 0; sample < MatchingPeriod.SAMPLES; sample++) {
            sendReadings(period.sampleStart(sample));
        }
    }

    /** The clock shows the last second of the sample, and all meters have measured it. */
    public void samplePasses(int sample) {
        var start = current.sampleStart(sample);
        tick(start.plus(MatchingPeriod.SAMPLE).minusSeconds(1));
        sendReadings(start);
    }

    /** Each reading is sent once. */
    private void sendReadings(Instant sampleStart) {
        if (measured.add(sampleStart)) {
            plan.meters()
                    .forEach((prosumer, meter) ->
                            meter.reading(sampleStart).ifPresent(power -> send(prosumer, sampleStart, power)));
        }
    }

    public void publishes(ProsumerId home) {
        publishing.add(home);
    }

    /** A scenario may have sent another value for that time: that one counts. */
    private void send(ProsumerId meter, Instant sampleStart, MeterPlan.Net power) {
        if (publishing.contains(meter)) {
            publish(meter, GridJson.of(meter, sampleStart, power));
            return;
        }
        var reply = market.reading(meter, sampleStart, power);
        boolean isAnother =
                reply.json().findValuesAsText("reason").stream().anyMatch(reason -> reason.startsWith("another value"));
        if (!isAnother) {
            reply.orFail("the reading of " + meter);
        }
    }

    /** While there is no broker a meter remembers. */
    private void publish(ProsumerId meter, ObjectNode reading) {
        if (Broker.orSkip().isDown()) {
            remembered.computeIfAbsent(meter, first -> new ArrayList<>()).add(reading);
        } else {
            market.publish(meter, List.of(reading));
        }
    }

    /** The meter publishes what it could not before, an hour at a time. */
    public void publishRemembered(ProsumerId meter) {
        var all = remembered.remove(meter);
        for (int from = 0; from < all.size(); from += SAMPLES_AN_HOUR) {
            market.publish(meter, all.subList(from, Math.min(all.size(), from + SAMPLES_AN_HOUR)));
        }
    }

    private void tick(Instant now) {
        market.clock(now);
        sendReports(now);
    }

    private void sendReports(Instant now) {
        reports.takeUpTo(now).forEach(market::report);
    }

    private void orderTroubles(boolean whenThePeriodStarts) {
        troubles.stream()
                .filter(trouble -> trouble.strikesWhenThePeriodStarts() == whenThePeriodStarts)
                .forEach(market::trouble);
    }
}
