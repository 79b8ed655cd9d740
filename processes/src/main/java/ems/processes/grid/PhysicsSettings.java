package ems.processes.grid;

import java.math.BigDecimal;
import java.time.Duration;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import ems.market.physics.PhysicalBounds;
import ems.market.quantity.Power;

/** What homes and cars can do at most, from the settings {@code ems.physics.*}. */
@Singleton
public class PhysicsSettings {

    @Produces
    @Singleton
    PhysicalBounds bounds(
            @ConfigProperty(name = "ems.physics.home-kw", defaultValue = "100") BigDecimal home,
            @ConfigProperty(name = "ems.physics.charger-kw", defaultValue = "22") BigDecimal charger,
            @ConfigProperty(name = "ems.physics.fast-charging-kw", defaultValue = "250") BigDecimal fastCharging,
            @ConfigProperty(name = "ems.physics.driving-kw", defaultValue = "60") BigDecimal driving,
            @ConfigProperty(name = "ems.physics.agreeing", defaultValue = "3") int agreeing,
            @ConfigProperty(name = "ems.physics.agreeing-for", defaultValue = "PT2M") Duration agreeingFor) {
        return new PhysicalBounds(
                kilowatts("home-kw", home),
                kilowatts("charger-kw", charger),
                kilowatts("fast-charging-kw", fastCharging),
                kilowatts("driving-kw", driving),
                agreeing,
                agreeingFor);
    }

    private static Power kilowatts(String name, BigDecimal kilowatts) {
        if (kilowatts.signum() <= 0) {
            throw new IllegalArgumentException(
                    "ems.physics." + name + " is " + kilowatts + " kW, and should be above 0");
        }
        return Power.ofKilowatts(kilowatts);
    }
}
