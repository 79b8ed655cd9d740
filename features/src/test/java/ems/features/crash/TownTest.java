package ems.features.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.ledger.verify.Verification.Verified;
import ems.market.record.PeriodOpened;
import ems.market.record.ProsumerBid;

import static org.assertj.core.api.Assertions.assertThat;

/** A town of two homes: whoever is killed comes back, and with the town everybody goes. */
@Tag("slow")
class TownTest {

    private static final String[] TWO_HOMES = {"2", "--speed", "20", "--from", "10:30"};
    private static final Set<String> HOMES = Set.of("L1", "L2");
    private static final long ENDS_WITHIN_SECONDS = 120;

    @TempDir
    Path folder;

    private MortalTown start() throws IOException {
        return MortalTown.start(List.of("-Djava.io.tmpdir=" + folder), TWO_HOMES);
    }

    private static Books books(MortalTown town) throws IOException, InterruptedException {
        return Books.of(town.market().ledger());
    }

    /** In the newest sealed period. */
    private static Set<String> bidByAgents(MortalTown town) throws IOException, InterruptedException {
        var blocks = books(town).blocks();
        return blocks.get(blocks.size() - 1).all(ProsumerBid.class).stream()
                .filter(bid -> bid.forecaster().equals("agent"))
                .map(bid -> bid.prosumer().text())
                .collect(Collectors.toSet());
    }

    private static void awaitBids(MortalTown town) throws IOException, InterruptedException {
        town.awaitSight("both agents bid", () -> bidByAgents(town).equals(HOMES));
    }

    @Test
    void an_agent_and_a_unit_are_killed_and_come_back_and_a_signal_ends_everybody() throws Exception {
        try (var town = start()) {
            awaitBids(town);
            town.killedAndBack("rsu-2");
            town.killedAndBack("agent-L1");
            int before = books(town).blocks().size();
            town.awaitSight("blocks go on", () -> books(town).blocks().size() > before + 2);
            awaitBids(town);
            var books = books(town);
            assertThat(books.verification()).isInstanceOf(Verified.class);
            assertThat(books.verification().toString()).contains("signed by the 3 validators");
            assertThat(books.blocks())
                    .filteredOn(block -> !block.all(PeriodOpened.class).isEmpty())
                    .as("a period that has begun is settled")
                    .isNotEmpty()
                    .allMatch(SealedPeriod::isSettled);
            town.killedAndBack("market");
            town.awaitSight(
                    "the market goes on",
                    () -> books(town).blocks().size() > books.blocks().size());
            var processes = town.processes();
            assertThat(processes).hasSizeGreaterThanOrEqualTo(6).doesNotContain(0L);
            town.stop();
            assertThat(processes).allMatch(id -> ProcessHandle.of(id).isEmpty());
        }
        assertThat(folder).as("what everybody had").isEmptyDirectory();
    }

    @Test
    void a_folder_that_was_named_goes_on_where_it_stopped() throws Exception {
        var data = folder.resolve("town");
        int before;
        try (var town =
                MortalTown.start(List.of(), "1", "--speed", "20", "--from", "10:30", "--data", data.toString())) {
            town.awaitSight("blocks", () -> books(town).blocks().size() > 3);
            before = books(town).blocks().size();
        }
        assertThat(data.resolve("market")).isNotEmptyDirectory();
        try (var town = MortalTown.start(List.of(), "1", "--speed", "20", "--data", data.toString())) {
            town.awaitSight("more blocks", () -> books(town).blocks().size() > before + 1);
            town.awaitSight("the agent bids", () -> bidByAgents(town).equals(Set.of("L1")));
            assertThat(books(town).verification()).isInstanceOf(Verified.class);
        }
    }

    @Test
    void even_if_the_town_is_killed_its_java_processes_end() throws Exception {
        try (var town = start()) {
            town.awaitSight(
                    "a unit, a market and an agent",
                    () -> town.child("agent-L1").isPresent());
            var processes = town.processes();
            var broker = town.child("mosquitto")
                    .map(child -> child.required("process").asLong());
            town.kill();
            for (long id : processes) {
                var left = ProcessHandle.of(id);
                if (broker.filter(of -> of == id).isPresent()) {
                    left.ifPresent(ProcessHandle::destroyForcibly);
                } else if (left.isPresent()) {
                    left.get().onExit().get(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS);
                }
            }
        }
    }
}
