package ems.processes.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/** What was sent is known after a restart, of each party by itself. */
class AgentNotesTest {

    private static final Instant NOON = Instant.parse("2026-06-21T12:00:00Z");
    private static final ProsumerId HOME = new ProsumerId("L1");
    private static final VehicleId CAR = new VehicleId("EV1");

    @TempDir
    Path folder;

    @Test
    void beginsWithNothing() throws IOException {
        assertThat(AgentNotes.in(folder)).isEqualTo(new AgentNotes(Map.of(), Instant.EPOCH, 0));
    }

    @Test
    void areReadAsTheyWereKept() throws IOException {
        var notes =
                AgentNotes.in(folder).bid(CAR, NOON).sent(NOON.plusSeconds(10)).masked(7);
        notes.keep(folder);
        assertThat(AgentNotes.in(folder)).isEqualTo(notes);
        assertThat(notes.bidUntil(CAR)).isEqualTo(NOON);
        assertThat(notes.bidUntil(HOME)).isEqualTo(Instant.EPOCH);
    }

    @Test
    void sayThatTheyAreBroken() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "sent yesterday\n");
        assertThatIOException().isThrownBy(() -> AgentNotes.in(folder)).withMessageContaining("remove it");
        Files.writeString(folder.resolve("notes.txt"), "masked often\n");
        assertThatIOException().isThrownBy(() -> AgentNotes.in(folder)).withMessageContaining("is broken");
        Files.writeString(folder.resolve("notes.txt"), "bid prosumer:L1\n");
        assertThatIOException().isThrownBy(() -> AgentNotes.in(folder)).withMessageContaining("is broken");
    }
}
