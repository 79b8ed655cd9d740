package ems.study.plan;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import ems.market.party.VehicleId;
import ems.market.telemetry.Inbox;
import ems.market.telemetry.MeterReading;
import ems.market.telemetry.VehicleStatus;

/**
 * Lets the files of a car follow one another without a seam: where one ends as another begins, the report of the end brings the
 * energy driven before, and that of the beginning says whether the car is plugged in.
 */
final class CarFiles implements Inbox {

    private final Inbox inbox;
    private final Map<VehicleId, Map<Instant, VehicleStatus>> borders = new HashMap<>();
    private final Map<VehicleId, VehicleStatus> first = new HashMap<>();
    private final Map<VehicleId, VehicleStatus> last = new HashMap<>();

    CarFiles(Inbox inbox) {
        this.inbox = inbox;
    }

    @Override
    public void accept(MeterReading reading) {
        inbox.accept(reading);
    }

    /** A file sends the reports of each car in order. */
    @Override
    public void accept(VehicleStatus status) {
        boolean begins = first.putIfAbsent(status.vehicle(), status) == null;
        last.put(status.vehicle(), status);
        var border = border(status);
        inbox.accept(border == null ? status : joined(border, status, begins));
    }

    private @Nullable VehicleStatus border(VehicleStatus status) {
        var known = borders.get(status.vehicle());
        return known == null ? null : known.get(status.at());
    }

    private static VehicleStatus joined(VehicleStatus earlier, VehicleStatus later, boolean laterBegins) {
        return new VehicleStatus(
                later.vehicle(),
                later.at(),
                laterBegins ? later.pluggedIn() : earlier.pluggedIn(),
                earlier.driven().plus(later.driven()),
                later.stored().or(earlier::stored));
    }

    /** The next report is of another file. */
    void fileEnds() {
        first.forEach(this::keep);
        last.forEach(this::keep);
        first.clear();
        last.clear();
    }

    private void keep(VehicleId vehicle, VehicleStatus status) {
        borders.computeIfAbsent(vehicle, none -> new HashMap<>()).putIfAbsent(status.at(), status);
    }
}
