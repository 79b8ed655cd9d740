package ems.routes.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;

import org.apache.camel.ProducerTemplate;

import ems.market.telemetry.DeadLetters;
import ems.market.telemetry.Inbox;
import ems.market.telemetry.ReplayFile;
import ems.market.telemetry.ReplayTelemetry;
import ems.market.telemetry.Replayed;

/** Sends recorded files through {@link ReplayRoute}. Several files may come in at once, each into an inbox of its own. */
public final class CamelReplay implements ReplayTelemetry {

    private final ProducerTemplate template;
    private final DeadLetters deadLetters;
    private final Clock clock;

    /** @param clock dates refused lines; the rows bring their own time */
    public CamelReplay(ProducerTemplate template, DeadLetters deadLetters, Clock clock) {
        this.template = template;
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    @Override
    public void check(ReplayFile file) {
        Replay.check(file);
    }

    @Override
    public Replayed replay(ReplayFile file, Inbox inbox) {
        try (Replay replay = Replay.open(file, inbox, clock.instant(), deadLetters)) {
            var exchange = template.send(
                    ReplayRoute.FILE, prepared -> prepared.getMessage().setBody(replay));
            if (exchange.getException() != null) {
                throw new IllegalStateException(
                        "the replay of " + file.file().getFileName() + " broke off", exchange.getException());
            }
            return replay.replayed();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
