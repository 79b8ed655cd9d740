package ems.features.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import ems.ledger.verify.Verification.Verified;
import ems.market.record.SettlementLine;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The market is killed while it forgets, archives, moves blocks to a file and compacts its database, each in a life of its own:
 * nothing is lost, and the next life does it again.
 *
 * <p>It lives in the folder of an early build, whose blocks are old enough for all of it. What it said is in
 * {@code target/housekeeping-LIFE.log}.
 */
@Tag("slow")
@TestInstance(Lifecycle.PER_CLASS)
class KilledHousekeepingTest {

    private static final Map<String, String> SECRET = Map.of("EMS_BACKUP_PASSPHRASE", "of the test");

    /** Nothing stays where it is. */
    private static final Map<String, String> SETTINGS = Map.of(
            "ems.bids.kept", "PT0S",
            "ems.index.tasks-kept", "PT0S",
            "ems.index.kept", "PT0S",
            "ems.steps.kept", "PT0S",
            "ems.ledger.in-database", "PT0S",
            "quarkus.log.category.\"ems.database\".level", "DEBUG");

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(1);

    /** Chores that a life does not survive, in the order in which they are done. */
    private static final List<String> CHORES = List.of(
            "forget signed bids",
            "pack readings",
            "forget tasks of process instances",
            "forget process instances",
            "archive steps",
            "move blocks to files",
            "compact the database");

    private List<String> keptAnchors;
    private List<String> errors;
    private List<Path> files;
    private Books books;
    private Packaged.Answer backedUp;
    private Packaged.Answer restored;

    @BeforeAll
    void kill_it_in_each_chore(@TempDir Path folder) throws Exception {
        var data = folder.resolve("data");
        KeptFolder.unzipInto(data);
        keptAnchors = Files.readAllLines(data.resolve("anchors/demo/anchors.txt"));
        for (String chore : CHORES) {
            var log = log("killed-in-" + chore.replace(' ', '-'));
            try (var market = start(data, log)) {
                awaitLine(market, log, "begins: " + chore);
                market.kill();
            }
        }
        var log = log("last");
        try (var market = start(data, log)) {
            awaitLine(market, log, "begins: measure the data folder");
            var settled = market.await(task -> task.is("settle")).key().period();
            market.await(
                    task -> task.is("anchor") && settled.isBefore(task.key().period()));
            books = Books.of(market.doors().ledger());
            errors = market.log().errors();
            market.stop();
        }
        files = files(data.resolve("archive/demo"));
        var backup = folder.resolve("backups/market.zip");
        backedUp = Packaged.answer(SECRET, "backup", backup.toString(), "--data", data.toString());
        var other = folder.resolve("other").toString();
        restored = Packaged.answer(SECRET, "restore", backup.toString(), "--data", other);
    }

    private static MortalMarket start(Path data, Path log) throws IOException {
        return MortalMarket.start(data, log, SETTINGS, Map.of());
    }

    private static Path log(String life) throws IOException {
        var log = Path.of("target", "housekeeping-" + life + ".log").toAbsolutePath();
        Files.createDirectories(log.getParent());
        Files.writeString(log, "");
        return log;
    }

    private static void awaitLine(MortalMarket market, Path log, String line) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.readString(log).contains(line)) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("the market did not say '" + line + "', see " + log);
            }
            market.live(BETWEEN_LOOKS);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var found = Files.list(folder)) {
            return new ArrayList<>(found.toList());
        }
    }

    @Test
    void the_ledger_is_verified_and_none_of_its_blocks_is_lost() {
        assertThat(books.verification()).isInstanceOf(Verified.class);
        assertThat(books.hashes().subList(0, keptAnchors.size()))
                .isEqualTo(keptAnchors.stream()
                        .map(anchor -> anchor.substring(anchor.indexOf(' ') + 1))
                        .toList());
        assertThat(books.blocks())
                .allSatisfy(block -> assertThat(block.entries()).isNotEmpty());
    }

    @Test
    void nothing_was_settled_twice_and_energy_is_where_it_was() {
        assertThat(books.all(SettlementLine.class))
                .extracting(SettlementLine::match, SettlementLine::flow)
                .isNotEmpty()
                .doesNotHaveDuplicates();
        assertThat(VehicleEnergy.of(books))
                .hasSize(5)
                .allSatisfy(vehicle ->
                        assertThat(vehicle.in()).isEqualTo(vehicle.out().plus(vehicle.held())));
    }

    @Test
    void old_blocks_are_in_whole_files() {
        assertThat(files)
                .isNotEmpty()
                .allSatisfy(file -> assertThat(file.toString()).endsWith(".archive"));
    }

    @Test
    void the_last_life_complains_of_nothing() {
        assertThat(errors).isEmpty();
    }

    @Test
    void a_backup_takes_the_files_along() {
        assertThat(backedUp.exitCode()).as(backedUp.said()).isZero();
        assertThat(restored.exitCode()).as(restored.said()).isZero();
        assertThat(Books.Head.in(restored.said())).isEqualTo(Books.Head.in(backedUp.said()));
    }
}
