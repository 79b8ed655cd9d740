package ems.routes.wiring;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.telemetry.MeterReading;

/** What the values of wired devices come to. */
public sealed interface WiredMessage {

    /** A home's ten seconds. */
    record Measured(MeterReading reading) implements WiredMessage {}

    /**
     * A vehicle's report.
     *
     * @param percent its state of charge, if known
     * @param kilowattHours what it holds, if known and the state of charge is not
     */
    record Reported(
            VehicleId vehicle,
            Instant at,
            boolean pluggedIn,
            Optional<BigDecimal> percent,
            Optional<BigDecimal> kilowattHours)
            implements WiredMessage {}

    /**
     * A device of the member has come or gone.
     */
    record Presence(Party member, boolean online) implements WiredMessage {}

    /**
     * A register was held against a home's powers, and it is news.
     *
     * @param register which one, in words
     * @param doubt empty: they agree again
     */
    record Judged(ProsumerId home, String register, Optional<Doubt> doubt) implements WiredMessage {}

    /**
     * What cannot be true.
     *
     * @param homes of which it tells
     * @param text the message
     * @param reason with topic or member, value, unit and bound
     */
    record Refused(Set<ProsumerId> homes, String text, String reason) implements WiredMessage {

        public Refused {
            homes = Set.copyOf(homes);
        }
    }
}
