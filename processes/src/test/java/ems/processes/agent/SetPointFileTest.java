package ems.processes.agent;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.ledger.key.SigningKey;
import ems.market.party.GridId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;

import static org.assertj.core.api.Assertions.assertThat;

/** What a charger follows: the set points of the newest minute, and no other. */
class SetPointFileTest {

    private static final Instant NOON = Instant.parse("2026-06-21T12:00:00Z");
    private static final String CAR =
            "{\"party\":\"vehicle:EV1\",\"with\":\"prosumer:L1\",\"watts\":3600,\"from\":\"2026-06-21T12:00:00Z\","
                    + "\"until\":\"2026-06-21T12:01:00Z\"}";

    @TempDir
    Path folder;

    private final SaidLines said = new SaidLines();

    private static PairSetPoint point(String party, String with, String watts, Instant from) {
        return new PairSetPoint(party, with, new BigDecimal(watts), from, from.plusSeconds(60));
    }

    @Test
    void bothPartiesOfAMinuteStandInItAndALaterMinuteInTheirPlace() throws IOException {
        var file = folder.resolve("set-point");
        var points = new SetPointFile(Optional.of(file), said.voice());
        points.put(point("vehicle:EV1", "prosumer:L1", "3600", NOON));
        assertThat(file).hasContent(CAR);
        points.put(point("prosumer:L1", "vehicle:EV1", "-3600", NOON));
        assertThat(file).content().hasLineCount(2).contains("\"watts\":-3600").contains(CAR);
        points.put(point("vehicle:EV1", "prosumer:L1", "-1200.5", NOON.plusSeconds(60)));
        assertThat(file).content().hasLineCount(1).contains("\"watts\":-1200.5");
        assertThat(said.said()).hasSize(3).first().isEqualTo(CAR);
    }

    @Test
    void aSetPointOfAnotherMinuteOrPartyOrBeyondWhatIsSignedForIsNone() {
        var own = new AgentParty(
                new GridId("demo"),
                new VehicleId("EV1"),
                SigningKey.generate(new SecureRandom()),
                new Energy(216_000_000));
        var end = NOON.plusSeconds(60);
        assertThat(point("vehicle:EV1", "prosumer:L1", "-3600", NOON).whyNot(own, NOON, end))
                .isEmpty();
        assertThat(point("vehicle:EV1", "prosumer:L1", "3600.001", NOON).whyNot(own, NOON, end))
                .hasValueSatisfying(why -> assertThat(why).contains("3600.001 W move more than the 216000.000 J"));
        assertThat(point("vehicle:EV2", "prosumer:L1", "1", NOON).whyNot(own, NOON, end))
                .isPresent();
        assertThat(point("vehicle:EV1", "prosumer:L1", "1", end).whyNot(own, NOON, end))
                .isPresent();
    }
}
