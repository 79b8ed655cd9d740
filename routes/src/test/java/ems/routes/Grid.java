package ems.routes;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import ems.market.party.ElectricVehicle;
import ems.market.party.GridId;
import ems.market.party.GridMembers;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.Power;
import ems.market.telemetry.MeterReading;
import ems.market.telemetry.VehicleStatus;

/** The grid that tests talk to: houses L1 and Z0, car EV1 with a battery of 80 kWh. */
public final class Grid {

    public static final GridId ID = new GridId("harbour");
    public static final ProsumerId L1 = new ProsumerId("L1");
    public static final ProsumerId Z0 = new ProsumerId("Z0");
    public static final VehicleId EV1 = new VehicleId("EV1");
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    public static final GridMembers MEMBERS = GridMembers.everyoneWithEveryone(
            List.of(L1, Z0),
            List.of(new ElectricVehicle(
                    EV1, Energy.ofKilowattHours("80"), Energy.ofKilowattHours("10"), Optional.empty())));

    private Grid() {}

    public static MeterReading reading(
            ProsumerId prosumer, Instant at, Duration interval, long produced, long consumed) {
        return new MeterReading(
                prosumer,
                at,
                interval,
                Power.ofWatts(BigDecimal.valueOf(produced)),
                Power.ofWatts(BigDecimal.valueOf(consumed)));
    }

    public static MeterReading reading(ProsumerId prosumer, Instant at) {
        return reading(prosumer, at, Duration.ofSeconds(10), 500, 300);
    }

    public static VehicleStatus status(Instant at, boolean pluggedIn, String drivenKilowattHours) {
        return new VehicleStatus(EV1, at, pluggedIn, Energy.ofKilowattHours(drivenKilowattHours), Optional.empty());
    }
}
