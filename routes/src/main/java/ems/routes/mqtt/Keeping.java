package ems.routes.mqtt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.camel.ProducerTemplate;

import ems.market.party.GridId;
import ems.market.telemetry.DeadLetter;
import ems.routes.telemetry.IncomingMessage;
import ems.routes.telemetry.IncomingMessage.Body;
import ems.routes.telemetry.IntakeReport;
import ems.routes.telemetry.MeterReadingsRoute;
import ems.routes.telemetry.OpenGrids;
import ems.routes.telemetry.VehicleStatusRoute;

/** Keeps a batch for good, by the same routes as every other door: the readings of a grid in one transaction. */
final class Keeping {

    private final OpenGrids grids;
    private final ProducerTemplate camel;
    private final AtomicLong refused = new AtomicLong();

    Keeping(OpenGrids grids, ProducerTemplate camel) {
        this.grids = grids;
        this.camel = camel;
    }

    /** How many messages became dead letters. */
    long refused() {
        return refused.get();
    }

    /** @throws RuntimeException if something was not kept; what was kept already is dropped as a repeat the next time */
    void keep(List<Intent> intents) {
        Map<GridId, List<Body>> readings = new LinkedHashMap<>();
        Map<GridId, List<Body>> statuses = new LinkedHashMap<>();
        List<Intent.Letter> letters = new ArrayList<>();
        for (Intent intent : intents) {
            if (intent instanceof Intent.Readings of) {
                readings.computeIfAbsent(of.grid(), grid -> new ArrayList<>()).add(of.body());
            } else if (intent instanceof Intent.Statuses of) {
                statuses.computeIfAbsent(of.grid(), grid -> new ArrayList<>()).add(of.body());
            } else if (intent instanceof Intent.Letter of) {
                letters.add(of);
            }
        }
        readings.forEach((grid, bodies) -> send(MeterReadingsRoute.PARSED, grid, bodies));
        statuses.forEach((grid, bodies) -> send(VehicleStatusRoute.PARSED, grid, bodies));
        letters.forEach(this::write);
    }

    private void send(String route, GridId grid, List<Body> bodies) {
        var intake = grids.find(grid).orElseThrow(() -> new IllegalStateException("grid " + grid + " is not open"));
        var report = camel.requestBody(
                route,
                new IncomingMessage(Understanding.DOOR, intake, intake.now(), List.copyOf(bodies)),
                IntakeReport.class);
        refused.addAndGet(report.refused());
    }

    private void write(Intent.Letter letter) {
        letter.box().add(letter.letter());
        refused.incrementAndGet();
    }

    /** Gives up on what cannot be kept, if that can be written down at least. */
    void bury(Intent intent, Throwable why) {
        if (intent instanceof Intent.Letter letter) {
            write(letter);
        } else {
            var grid = intent instanceof Intent.Readings readings ? readings.grid() : ((Intent.Statuses) intent).grid();
            var body = intent instanceof Intent.Readings readings ? readings.body() : ((Intent.Statuses) intent).body();
            var box = grids.find(grid).map(open -> open.deadLetters()).orElseGet(grids::ofNoGrid);
            write(new Intent.Letter(
                    box,
                    new DeadLetter(
                            Understanding.DOOR,
                            grids.find(grid).map(open -> open.now()).orElseThrow(() -> new IllegalStateException(why)),
                            new String(body.bytes(), java.nio.charset.StandardCharsets.UTF_8),
                            body.origin() + "it could not be kept: " + rootOf(why))));
        }
    }

    private static Throwable rootOf(Throwable why) {
        var root = why;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
