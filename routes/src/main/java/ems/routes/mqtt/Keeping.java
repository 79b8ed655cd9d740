package ems.routes.mqtt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.camel.ProducerTemplate;

import ems.market.party.GridId;
import ems.market.telemetry.DeadLetter;
import ems.routes.telemetry.GridIntake;
import ems.routes.telemetry.IncomingMessage;
import ems.routes.telemetry.IncomingMessage.Body;
import ems.routes.telemetry.IntakeReport;
import ems.routes.telemetry.MeterReadingsRoute;
import ems.routes.telemetry.OpenGrids;
import ems.routes.telemetry.VehicleStatusRoute;
import ems.routes.wiring.DoubtStore;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Keeps a batch for good, by the same routes as every other door: the readings of a grid in one transaction. */
final class Keeping {

    private static final String NOT_KEPT = "it could not be kept: ";

    private final OpenGrids grids;
    private final ProducerTemplate camel;
    private final DoubtStore doubts;
    private final InstantSource clock;
    private final AtomicLong refused = new AtomicLong();

    /** @param clock of what tells of no open grid */
    Keeping(OpenGrids grids, ProducerTemplate camel, DoubtStore doubts, InstantSource clock) {
        this.grids = grids;
        this.doubts = doubts;
        this.camel = camel;
        this.clock = clock;
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
            } else if (intent instanceof Intent.Judgement of) {
                // before the readings: what is doubted must not be believed after a crash between the two
                doubts.keep(of.judged());
            } else if (intent instanceof Intent.Letter of) {
                letters.add(of);
            }
        }
        readings.forEach((grid, bodies) -> send(MeterReadingsRoute.PARSED, grid, bodies));
        statuses.forEach((grid, bodies) -> send(VehicleStatusRoute.PARSED, grid, bodies));
        letters.forEach(this::write);
    }

    private void send(String route, GridId grid, List<Body> bodies) {
        var open = grids.find(grid);
        if (open.isEmpty()) {
            bodies.forEach(body -> write(letter(grid, body, "grid '" + grid + "' is not open")));
            return;
        }
        var intake = open.get();
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
        } else if (intent instanceof Intent.Judgement of) {
            var judged =
                    new Body("wired: ", party -> true, of.judged().toString().getBytes(UTF_8));
            write(letter(of.grid(), judged, NOT_KEPT + rootOf(why)));
        } else {
            var grid = intent instanceof Intent.Readings readings ? readings.grid() : ((Intent.Statuses) intent).grid();
            var body = intent instanceof Intent.Readings readings ? readings.body() : ((Intent.Statuses) intent).body();
            write(letter(grid, body, NOT_KEPT + rootOf(why)));
        }
    }

    private Intent.Letter letter(GridId grid, Body body, String reason) {
        var open = grids.find(grid);
        var text = new String(body.bytes(), UTF_8);
        return new Intent.Letter(
                open.map(GridIntake::deadLetters).orElseGet(grids::ofNoGrid),
                new DeadLetter(
                        Understanding.DOOR,
                        open.map(GridIntake::now).orElseGet(clock::instant),
                        open.map(here -> here.keepable(text)).orElse(text),
                        body.origin() + reason));
    }

    /**
     * Whether the message itself is why it was not kept, so that trying again is in vain: the store refused its values (SQL states
     * of classes 22 and 23), or the code that takes it fails on it. What a store, a file or a market that stops fails with passes.
     */
    static boolean isForGood(Throwable why) {
        for (var each = why; each != null; each = each.getCause() == each ? null : each.getCause()) {
            if (each instanceof SQLException sql) {
                var state = String.valueOf(sql.getSQLState());
                return state.startsWith("22") || state.startsWith("23");
            }
            if (each instanceof IOException
                    || each instanceof UncheckedIOException
                    || each instanceof RejectedExecutionException
                    || each instanceof InterruptedException
                    || each instanceof Error && !(each instanceof StackOverflowError)) {
                return false;
            }
        }
        return true;
    }

    private static Throwable rootOf(Throwable why) {
        var root = why;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
