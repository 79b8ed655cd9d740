package ems.routes.replay;

import jakarta.inject.Singleton;

import org.apache.camel.builder.RouteBuilder;

import ems.routes.telemetry.DeadLettersRoute;
import ems.routes.telemetry.IntakeReport;

/**
 * Recorded files: CSV in UTF-8 with a header line, one row a line, plain or gzipped, a thousand lines at a time. Takes a
 * {@link Replay}; refuses single cells and lines as dead letters of the door {@code replay}, with file and line.
 */
@Singleton
public final class ReplayRoute extends RouteBuilder {

    static final String FILE = "direct:replay-file";
    private static final String LINES = "direct:replay-lines";

    @Override
    public void configure() {
        errorHandler(noErrorHandler());

        from(FILE)
                .routeId("replay-file")
                .description("Reads a recorded file, a batch of lines at a time")
                .split()
                .body(Replay.class, Replay::batches)
                .streaming()
                .stopOnException()
                .to(LINES);

        from(LINES)
                .routeId("replay-lines")
                .description("Parses rows, refuses what cannot be true, drops repeats, keeps the rest")
                .transform()
                .body(Replay.Batch.class, Replay.Batch::take)
                .filter()
                .body(IntakeReport.class, IntakeReport::hasLetters)
                .to(DeadLettersRoute.BOX);
    }
}
