package ems.market.period;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import ems.market.party.Party;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.NetEnergy;
import ems.market.record.BidLimit;
import ems.market.record.Entry;
import ems.market.record.Exchange;
import ems.market.record.Flow;
import ems.market.record.Match;
import ems.market.record.PeriodRecord;
import ems.market.record.VehicleBid;
import ems.market.telemetry.Readings;

/**
 * What matched pairs exchanged: the actual sign of each sample decides the direction, whatever was forecast; room,
 * available energy and the charger bound the amount, and what the two signed for. Where the car's charger told what it moved, the
 * smaller of home and charger counts. A sample without a trusted reading, or with the EV away, moves nothing.
 *
 * <p>Where no charger told, a sample below the EV's least power moves nothing: no car takes it, not for ten seconds either. What the
 * charger told counts even then, since a car that began within the sample moved less in all of it. What its meter signed of a direction
 * is told as well as a register without a signature is: of all samples together the smaller of home and meter counts.
 */
public final class ExchangeMeasurement {

    private ExchangeMeasurement() {}

    /**
     * What the period's pairs exchanged, pair by pair, as far as the readings go, each led by what its charger's meter signed: whoever
     * shows a running period and whoever settles it ask here.
     */
    public static List<Entry> in(PeriodRecord record, Readings readings) {
        return in(record, record.all(Match.class), readings);
    }

    /** @param matches of the period, those that readings decide */
    static List<Entry> in(PeriodRecord record, List<Match> matches, Readings readings) {
        var period = record.key().period();
        var fetched = readings.during(period, partiesOf(matches));
        List<Entry> measured = new ArrayList<>();
        for (Match match : matches) {
            var signed = fetched.chargers().signed(match);
            signed.ifPresent(measured::add);
            measured.addAll(of(
                    match,
                    record.bid(match.vehicle()).orElseThrow(),
                    MatchLimits.of(record, match, signed),
                    period,
                    fetched));
        }
        return measured;
    }

    private static List<Party> partiesOf(List<Match> matches) {
        List<Party> parties = new ArrayList<>(2 * matches.size());
        for (Match match : matches) {
            parties.add(match.prosumer());
            parties.add(match.vehicle());
        }
        return parties;
    }

    public static List<Exchange> of(
            Match match, VehicleBid bid, MatchLimits limits, MatchingPeriod period, Readings readings) {
        List<Optional<SampleNet>> nets = new ArrayList<>(MatchingPeriod.SAMPLES);
        for (int sample = 0; sample < MatchingPeriod.SAMPLES; sample++) {
            nets.add(net(match, bid, period.sampleStart(sample), readings, Optional.empty()));
        }
        return of(match, bid, limits, nets);
    }

    /**
     * What a pair can move in a sample: the smaller of what the home has to spare or lacks, and what the car's charger moved.
     *
     * @param settled stands for a home without a trusted reading, or with the EV away; if it is below the EV's least power, a charger
     *     told it then
     */
    static Optional<SampleNet> net(
            Match match, VehicleBid bid, Instant start, Readings readings, Optional<NetEnergy> settled) {
        var charged = readings.chargers().sample(match.vehicle(), start);
        var home = readings.sample(match.prosumer(), start);
        if (home.isPresent() && readings.pluggedIn(match.vehicle(), start)) {
            return Optional.of(new SampleNet(charged.atMost(home.get()), charged.isKnown()));
        }
        return settled.map(known -> new SampleNet(
                charged.atMost(known),
                charged.isKnown() || !bid.canMove(Flow.of(known), known.energy(), MatchingPeriod.SAMPLE)));
    }

    /** @param nets what the pair can move in each sample by what was measured; empty: nothing moves */
    static List<Exchange> of(Match match, VehicleBid bid, MatchLimits limits, List<Optional<SampleNet>> nets) {
        List<Exchange> exchanges = new ArrayList<>(MatchingPeriod.SAMPLES);
        Energy stored = bid.inventory().energy();
        var leftToProsumer = limits.prosumer();
        var leftToVehicle = limits.ofVehicle();
        for (int sample = 0; sample < MatchingPeriod.SAMPLES; sample++) {
            var measured = nets.get(sample);
            if (measured.isEmpty()) {
                continue;
            }
            var net = measured.get().net();
            var flow = Flow.of(net);
            Energy moved = moved(bid, stored, net).min(BidLimit.most(flow, leftToProsumer, leftToVehicle));
            boolean possible = bid.canMove(flow, moved, MatchingPeriod.SAMPLE);
            if (!moved.isZero() && (possible || measured.get().told() || limits.tell(flow))) {
                stored = flow == Flow.STORED ? stored.plus(moved) : stored.minus(moved);
                leftToProsumer = leftToProsumer.ofProsumerAfter(flow, moved);
                leftToVehicle = leftToVehicle.ofVehicleAfter(flow, moved);
                exchanges.add(new Exchange(
                        match.id(), sample, flow, moved, bid.window().available(stored), !possible));
            }
        }
        return exchanges;
    }

    private static Energy moved(VehicleBid bid, Energy stored, NetEnergy net) {
        return net.energy()
                .min(
                        net.isSurplus()
                                ? bid.roomWhenHolding(stored, MatchingPeriod.SAMPLE)
                                : bid.availableWhenHolding(stored, MatchingPeriod.SAMPLE));
    }
}
