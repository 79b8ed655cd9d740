package ems.study.plan;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.telemetry.Inbox;
import ems.market.telemetry.MeterReading;
import ems.market.telemetry.VehicleStatus;

import static org.assertj.core.api.Assertions.assertThat;

/** A car whose rows stand in one file up to noon and in another from noon on. */
class CarFilesTest {

    private static final VehicleId EV1 = new VehicleId("EV1");
    private static final Instant NOON = Instant.parse("2019-08-05T12:00:00Z");

    private static VehicleStatus status(int hours, boolean plugged, long driven) {
        return new VehicleStatus(EV1, NOON.plusSeconds(3_600L * hours), plugged, new Energy(driven), Optional.empty());
    }

    private static final List<VehicleStatus> MORNING = List.of(status(-1, false, 0), status(0, false, 7));
    private static final List<VehicleStatus> AFTERNOON = List.of(status(0, true, 0), status(1, true, 0));

    /** As telemetry does: the last report of an instant counts. */
    private static Map<Instant, VehicleStatus> kept(List<VehicleStatus> one, List<VehicleStatus> other) {
        Map<Instant, VehicleStatus> kept = new HashMap<>();
        var files = new CarFiles(new Inbox() {
            @Override
            public void accept(MeterReading reading) {
                throw new AssertionError("no home is in a file of cars");
            }

            @Override
            public void accept(VehicleStatus status) {
                kept.put(status.at(), status);
            }
        });
        one.forEach(files::accept);
        files.fileEnds();
        other.forEach(files::accept);
        files.fileEnds();
        return kept;
    }

    @Test
    void theSeamKeepsWhatWasDrivenAndWhereTheCarIs() {
        for (var kept : List.of(kept(MORNING, AFTERNOON), kept(AFTERNOON, MORNING))) {
            assertThat(kept.values())
                    .containsExactlyInAnyOrder(status(-1, false, 0), status(0, true, 7), status(1, true, 0));
        }
    }
}
