package ems.features.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.ledger.verify.Verification.Verified;
import ems.market.record.Validators;

import static org.assertj.core.api.Assertions.assertThat;

/** Road-side units as processes of their own are killed and stopped: trades go on, and every block gets its quorum, once. */
@Tag("slow")
class KilledUnitsTest {

    private static final Path LOG = Path.of("target", "crash", "killed-units.log");
    private static final int SPEED = 30;
    private static final int ROUNDS = 4;

    @TempDir
    Path folder;

    private final List<MortalUnit> units = new ArrayList<>();

    @BeforeEach
    void startUnits() throws IOException {
        Files.createDirectories(LOG.getParent());
        Files.deleteIfExists(LOG);
        for (int number = 1; number <= 3; number++) {
            units.add(MortalUnit.start(folder.resolve(name(number)), name(number), 0));
        }
    }

    @AfterEach
    void end() {
        units.forEach(MortalUnit::close);
    }

    private static String name(int number) {
        return "rsu-" + number;
    }

    private MortalMarket market() throws IOException {
        return market(Map.of("ems.validators.urls", addresses(units)));
    }

    private MortalMarket market(Map<String, String> settings) throws IOException {
        return MortalMarket.start(folder.resolve("data"), LOG, SPEED, settings);
    }

    private static String addresses(List<MortalUnit> units) {
        return units.stream().map(unit -> unit.address().toString()).collect(Collectors.joining(","));
    }

    private void killAndStart(int number) throws IOException, InterruptedException {
        units.set(number - 1, units.get(number - 1).killedAndStarted(name(number)));
    }

    private static void settled(MortalMarket market, int periods) throws InterruptedException {
        for (int n = 0; n < periods; n++) {
            market.await(task -> task.is("settle"));
        }
    }

    /** How many units an operator is told about. */
    private static long complaints(MortalMarket market) throws IOException, InterruptedException {
        return market.doors().standing().required("units").findValuesAsText("complaint").stream()
                .filter(complaint -> complaint.contains("127.0.0.1"))
                .count();
    }

    private static int blocks(MortalMarket market) throws IOException, InterruptedException {
        return Books.of(market.doors().ledger()).blocks().size();
    }

    @Test
    void each_of_them_and_the_market_are_killed_in_turn() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            try (var market = market()) {
                settled(market, 2);
                killAndStart(1 + round % 3);
                settled(market, 2);
                market.kill();
            }
        }
        try (var market = market()) {
            settled(market, 3);
            market.awaitSight("units that have caught up", () -> complaints(market) == 0);
            var books = Books.of(market.doors().ledger());
            assertThat(books.verification()).isInstanceOf(Verified.class);
            assertThat(books.verification().toString()).contains("signed by the 3 validators");
            market.stop();
        }
        var longest = units.stream()
                .map(MortalUnit::lines)
                .max((a, b) -> Integer.compare(a.size(), b.size()))
                .orElseThrow();
        assertThat(units)
                .allSatisfy(unit -> assertThat(unit.lines())
                        .as("each has signed the same, as far as it has come")
                        .isEqualTo(longest.subList(0, unit.lines().size())));
    }

    @Test
    void the_market_starts_again_while_one_of_them_is_dead() throws Exception {
        try (var market = market()) {
            settled(market, 2);
            units.get(2).kill();
            settled(market, 2);
            market.kill();
        }
        try (var market = market()) {
            settled(market, 1);
            int before = blocks(market);
            market.awaitSight("blocks that two have signed", () -> blocks(market) > before);
            assertThat(complaints(market)).isEqualTo(1);
            assertThat(Books.of(market.doors().ledger()).verification()).isInstanceOf(Verified.class);
            market.stop();
        }
    }

    @Test
    void one_of_them_is_replaced_when_two_have_approved() throws Exception {
        try (var market = market()) {
            settled(market, 2);
            market.stop();
        }
        units.add(MortalUnit.start(folder.resolve(name(4)), name(4), 0));
        var next = List.of(units.get(0), units.get(1), units.get(3));
        var keys = next.stream().map(MortalUnit::key).toList();
        try (var market = market(Map.of(
                "ems.validators.urls", addresses(next),
                "ems.validators.leaving", addresses(units.subList(2, 3))))) {
            settled(market, 1);
            market.awaitSight(
                    "the operator is told whose votes are missing",
                    () -> wanted(market).path("missing").size() == 3);
            assertThat(wanted(market).path("missing").toString()).contains("./ems validator approve --data");
            int before = blocks(market);
            market.awaitSight("blocks that the old ones sign", () -> blocks(market) > before);
            units.get(0).approveTwoOf(keys);
            units.get(2).approveTwoOf(keys);
            market.awaitSight("nothing is wanted any more", () -> wanted(market).isNull());
            market.awaitSight("the new one has caught up, and signs", () -> signs(market, keys.get(2)));
            var books = Books.of(market.doors().ledger());
            assertThat(books.verification()).isInstanceOf(Verified.class);
            assertThat(books.all(Validators.class))
                    .as("the first ones, and those that two voted for")
                    .extracting(named -> named.votes().size())
                    .containsExactly(0, 2);
            market.stop();
        }
        var joined = units.get(3).lines();
        var stayed = units.get(0).lines();
        int both = Math.min(joined.size(), stayed.size());
        assertThat(joined.subList(0, both)).as("from the start").isEqualTo(stayed.subList(0, both));
    }

    @Test
    void one_is_proposed_while_the_market_runs_and_the_proposal_outlasts_a_kill() throws Exception {
        units.add(MortalUnit.start(folder.resolve(name(4)), name(4), 0));
        var next = List.of(units.get(0), units.get(1), units.get(3));
        var keys = next.stream().map(MortalUnit::key).toList();
        try (var market = market()) {
            settled(market, 2);
            var words = Stream.concat(
                    Stream.of(
                            "validator",
                            "propose",
                            "--data",
                            folder.resolve("data").toString(),
                            "--quorum",
                            "2",
                            "--reason",
                            "rsu-3 is moved"),
                    next.stream().map(unit -> unit.address().toString()));
            var proposed = Packaged.answer(words.toArray(String[]::new));
            assertThat(proposed.exitCode()).as(proposed.said()).isZero();
            assertThat(proposed.said()).contains("2 of rsu-1, rsu-2, rsu-4 shall sign each block.");
            market.awaitSight(
                    "the operator is told whose votes are missing",
                    () -> wanted(market).path("missing").size() == 3);
            market.kill();
        }
        try (var market = market()) {
            settled(market, 1);
            market.awaitSight(
                    "they are wanted still",
                    () -> wanted(market).path("missing").size() == 3);
            units.get(0).approveTwoOf(keys);
            units.get(2).approveTwoOf(keys);
            market.awaitSight("nothing is wanted any more", () -> wanted(market).isNull());
            market.awaitSight("the new one has caught up, and signs", () -> signs(market, keys.get(2)));
            var listed = Packaged.answer(
                    "validator", "list", "--data", folder.resolve("data").toString());
            assertThat(listed.said()).contains("2 of rsu-1, rsu-2, rsu-4 must sign each block.");
            assertThat(Books.of(market.doors().ledger()).verification()).isInstanceOf(Verified.class);
            market.stop();
        }
    }

    private static boolean signs(MortalMarket market, String key) throws IOException, InterruptedException {
        for (JsonNode unit : market.doors().standing().required("units")) {
            if (unit.required("key").asText().equals(key)) {
                return unit.required("complaint").isNull();
            }
        }
        return false;
    }

    private static JsonNode wanted(MortalMarket market) throws IOException, InterruptedException {
        return market.doors().standing().required("wanted");
    }

    @Test
    void a_folder_belongs_to_one_process() throws Exception {
        var second = Packaged.answer(
                "validator",
                "--name",
                name(1),
                "--data",
                folder.resolve(name(1)).toString(),
                "--port",
                "0");
        assertThat(second.exitCode()).isEqualTo(2);
        assertThat(second.said().strip()).endsWith("is in use: another unit runs on it");
    }

    @Test
    void blocks_wait_while_two_hang_and_trades_go_on() throws Exception {
        try (var market = market()) {
            settled(market, 2);
            units.get(0).signal("-STOP");
            units.get(1).signal("-STOP");
            market.awaitSight("an operator is told that they hang", () -> complaints(market) == 2);
            int before = blocks(market);
            market.forgetSaid();
            settled(market, 3);
            assertThat(blocks(market)).as("no block without its quorum").isEqualTo(before);
            units.get(0).signal("-CONT");
            units.get(1).signal("-CONT");
            market.awaitSight("all blocks that waited", () -> blocks(market) >= before + 3);
            assertThat(Books.of(market.doors().ledger()).verification()).isInstanceOf(Verified.class);
            market.stop();
        }
    }
}
