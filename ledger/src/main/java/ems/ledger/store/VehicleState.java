package ems.ledger.store;

import java.time.Instant;
import java.util.Collection;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import ems.market.party.EnergyInventory;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Money;

/**
 * What the journal last recorded of an EV.
 *
 * @param held its inventory; null: none yet
 * @param standing the last period in which it stood by; null: none yet
 */
record VehicleState(
        VehicleId vehicle,
        @Nullable EnergyInventory held,
        @Nullable MatchingPeriod standing) {

    private static final int LINE = 48;

    /** After a change of what is not null in it; of two standings the later one counts. */
    VehicleState then(VehicleState change) {
        return new VehicleState(vehicle, change.held != null ? change.held : held, later(standing, change.standing));
    }

    private static @Nullable MatchingPeriod later(@Nullable MatchingPeriod one, @Nullable MatchingPeriod other) {
        return one == null || other != null && one.isBefore(other) ? other : one;
    }

    /** A line each: {@code EV|mJ|micro-pence|seconds since 1970}; what is not known is empty. */
    static String lines(Collection<VehicleState> states) {
        var lines = new StringBuilder(LINE * states.size());
        states.forEach(state -> state.writeTo(lines));
        return lines.toString();
    }

    /** What {@link #lines} makes. */
    static Stream<VehicleState> parse(String lines) {
        return lines.lines().map(VehicleState::ofLine);
    }

    private void writeTo(StringBuilder lines) {
        lines.append(vehicle.text()).append('|');
        if (held != null) {
            lines.append(held.energy().millijoules())
                    .append('|')
                    .append(held.value().micropence());
        } else {
            lines.append('|');
        }
        lines.append('|');
        if (standing != null) {
            lines.append(standing.start().getEpochSecond());
        }
        lines.append('\n');
    }

    private static VehicleState ofLine(String line) {
        int energy = line.indexOf('|') + 1;
        int value = line.indexOf('|', energy) + 1;
        int start = line.indexOf('|', value) + 1;
        return new VehicleState(
                new VehicleId(line.substring(0, energy - 1)),
                value == energy + 1
                        ? null
                        : new EnergyInventory(
                                new Energy(Long.parseLong(line, energy, value - 1, 10)),
                                new Money(Long.parseLong(line, value, start - 1, 10))),
                start == line.length()
                        ? null
                        : new MatchingPeriod(Instant.ofEpochSecond(Long.parseLong(line, start, line.length(), 10))));
    }
}
