package ems.processes.agent;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

import ems.market.party.Party;
import ems.market.party.VehicleId;
import ems.market.period.SetPoint;
import ems.market.quantity.Power;
import ems.market.record.Flow;
import ems.market.record.PeriodRecord;

/**
 * What a party should move with the other one of its pair in a minute, if it comes as expected: for a charger or an inverter that
 * follows it.
 *
 * @param party as in bids
 * @param with the other one
 * @param watts to a milliwatt; above 0 the party takes, below 0 it gives
 * @param until the set point ends: whoever knows no later one moves nothing for the pair then
 */
public record PairSetPoint(String party, String with, BigDecimal watts, Instant from, Instant until) {

    private static final int DECIMALS = 3;

    /** Empty: the party has no match, so far. */
    static Optional<PairSetPoint> of(PeriodRecord record, Party party) {
        return record.match(party)
                .flatMap(match -> SetPoint.in(record).stream()
                        .filter(point -> point.vehicle().equals(match.vehicle()))
                        .findFirst()
                        .map(point -> {
                            boolean isCar = party instanceof VehicleId;
                            var period = record.key().period();
                            return new PairSetPoint(
                                    party.account(),
                                    (isCar ? match.prosumer() : match.vehicle()).account(),
                                    signed(point.power(), isCar == (point.flow() == Flow.STORED)),
                                    period.start(),
                                    period.end());
                        }));
    }

    private static BigDecimal signed(Power power, boolean takes) {
        var watts = plain(BigDecimal.valueOf(power.milliwatts(), DECIMALS));
        return takes ? watts : watts.negate();
    }

    /** Without zeros behind the point, and without an exponent. */
    private static BigDecimal plain(BigDecimal watts) {
        var stripped = watts.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** A JSON object in one line. */
    String line() {
        return "{\"party\":\"" + party + "\",\"with\":\"" + with + "\",\"watts\":" + watts.toPlainString()
                + ",\"from\":\"" + from + "\",\"until\":\"" + until + "\"}";
    }

    /** Why it cannot be one of this agent's for the period; empty: it can. */
    Optional<String> whyNot(AgentParty own, Instant start, Instant end) {
        if (!party.equals(own.party().account()) || !from.equals(start) || !until.equals(end)) {
            return Optional.of("it is of " + party + " from " + from + " until " + until);
        }
        var most = BigDecimal.valueOf(own.most().millijoules()).movePointLeft(DECIMALS);
        var energy = watts.abs().multiply(BigDecimal.valueOf(end.getEpochSecond() - start.getEpochSecond()));
        return energy.compareTo(most) > 0
                ? Optional.of(watts.toPlainString() + " W move more than the " + most.toPlainString()
                        + " J that are signed for")
                : Optional.empty();
    }
}
