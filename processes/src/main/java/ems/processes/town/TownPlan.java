package ems.processes.town;

import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.study.demo.DemoFleet;

/**
 * What a town is to be.
 *
 * @param homes each with a car and an agent of its own, in [1, 100]
 * @param stations where the first cars stand, in [0, homes]; real time alone
 * @param speed market seconds per second, in [1, 120]
 * @param from time of day, UTC, at which a faster market begins; empty: the present; real time knows no other
 * @param marketPort 0: a free one; never that of the page
 * @param pagePort 0: a free one
 */
public record TownPlan(int homes, int stations, int speed, Optional<LocalTime> from, int marketPort, int pagePort) {

    private static final int MOST_HOMES = 100;
    private static final int MOST_SPEED = 120;
    private static final int HIGHEST_PORT = 65_535;

    public TownPlan {
        if (homes < 1 || homes > MOST_HOMES) {
            throw new IllegalArgumentException("a town of " + homes + " homes is outside [1, " + MOST_HOMES
                    + "]: each has a process of its own, of some 100 MB");
        }
        if (stations < 0 || stations > homes) {
            throw new IllegalArgumentException(
                    "--stations " + stations + " is outside [0, " + homes + "]: there is a car for each home");
        }
        if (speed < 1 || speed > MOST_SPEED) {
            throw new IllegalArgumentException(
                    "--speed " + speed + " is outside [1, " + MOST_SPEED + "] market seconds per second");
        }
        if (speed == 1 && from.isPresent()) {
            throw new IllegalArgumentException("--from " + from.get()
                    + " is for a faster market: at speed 1 it is as late as it is. Add --speed 20, or leave it out");
        }
        if (stations > 0 && speed > 1) {
            throw new IllegalArgumentException("charging stations live by the real time, and not at " + speed
                    + " times that: leave out --speed, or --stations");
        }
        refuseUnlessPort("--port", marketPort);
        refuseUnlessPort("--page", pagePort);
        if (pagePort != 0 && pagePort == marketPort) {
            throw new IllegalArgumentException(
                    "--page " + pagePort + " is the market's --port, too: choose another one, or leave one out");
        }
    }

    private static void refuseUnlessPort(String option, int port) {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException(option + " " + port + " is outside [0, " + HIGHEST_PORT + "]");
        }
    }

    List<ProsumerId> names() {
        return DemoFleet.prosumerIds(homes);
    }

    /** One for each home, in the same order. */
    List<VehicleId> cars() {
        return DemoFleet.vehicleIds(homes);
    }
}
