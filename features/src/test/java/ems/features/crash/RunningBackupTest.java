package ems.features.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import ems.ledger.verify.Verification.Verified;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A market is backed up while it runs. The backup is killed on its way, the market is killed under it, and what was backed up is
 * restored elsewhere and goes on.
 *
 * <p>What both markets said is in {@code target/backed-up-market.log} and {@code target/restored-market.log}.
 */
@Tag("slow")
@TestInstance(Lifecycle.PER_CLASS)
class RunningBackupTest {

    private static final Map<String, String> SECRET = Map.of("EMS_BACKUP_PASSPHRASE", "of the test");

    /** What lies in the unfinished folder at moments of a backup: the database is copied, verified, written. */
    private static final List<String> MOMENTS = List.of("data", "data/ems.mv.db", "ledgers", "backup");

    /** Periods until two backups must have been made by themselves. */
    private static final int PATIENCE = 60;

    private final Map<String, Boolean> leftByTheKill = new LinkedHashMap<>();
    private Packaged.Answer backedUp;
    private Packaged.Answer killedUnder;
    private boolean leftWithoutMarket;
    private boolean leftByKilledRestore;
    private Packaged.Answer restored;
    private Packaged.Answer restoredAgain;
    private List<Packaged.Answer> fromSchedule;
    private Books original;
    private Books elsewhere;
    private List<String> errors;

    @BeforeAll
    void back_it_up_kill_it_and_restore_it(@TempDir Path folder) throws Exception {
        var data = folder.resolve("data");
        var file = folder.resolve("backups").resolve("market.zip");
        try (var market = MortalMarket.start(data, log("backed-up-market"))) {
            settledPeriods(market, 2);
            for (String moment : MOMENTS) {
                killWhen(unfinished(file).resolve(moment), "backup", file.toString(), "--data", data.toString());
                leftByTheKill.put(moment, Files.exists(file));
            }
            backedUp = Packaged.answer(SECRET, "backup", file.toString(), "--data", data.toString());
            settledPeriods(market, 1);
            killedUnder = killMarketUnderBackup(market, data, folder.resolve("none.zip"));
            leftWithoutMarket = Files.exists(folder.resolve("none.zip"));
        }
        try (var market = MortalMarket.start(data, log("backed-up-market"))) {
            settledPeriods(market, 1);
            original = Books.of(market.doors().ledger());
            market.stop();
        }
        var other = folder.resolve("other");
        killWhen(unfinished(other).resolve("data"), "restore", file.toString(), "--data", other.toString());
        leftByKilledRestore = Files.exists(other);
        restored = Packaged.answer(SECRET, "restore", file.toString(), "--data", other.toString());
        restoredAgain = Packaged.answer(SECRET, "restore", file.toString(), "--data", other.toString());
        var scheduled = folder.resolve("scheduled");
        var everyTwoMinutes = Map.of("ems.backup.every", "PT2M", "ems.backup.to", scheduled.toString());
        try (var market = MortalMarket.start(other, log("restored-market"), everyTwoMinutes, SECRET)) {
            settledPeriods(market, 2);
            for (int i = 0; i < PATIENCE && backups(scheduled).size() < 2; i++) {
                settledPeriods(market, 1);
            }
            elsewhere = Books.of(market.doors().ledger());
            errors = market.log().errors();
            market.stop();
        }
        fromSchedule = new ArrayList<>();
        for (Path backup : backups(scheduled)) {
            var third = folder.resolve("third-" + fromSchedule.size());
            fromSchedule.add(Packaged.answer(SECRET, "restore", backup.toString(), "--data", third.toString()));
        }
    }

    private static List<Path> backups(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".zip"))
                    .sorted()
                    .toList();
        }
    }

    private static Path log(String name) throws IOException {
        var log = Path.of("target", name + ".log").toAbsolutePath();
        Files.createDirectories(log.getParent());
        Files.deleteIfExists(log);
        return log;
    }

    /** Until so many have been settled, and their blocks are there. */
    private static void settledPeriods(MortalMarket market, int periods) throws InterruptedException {
        for (int i = 0; i < periods; i++) {
            var settled = market.await(task -> task.is("settle")).key().period();
            market.await(task -> task.is("anchor") && !task.key().period().isBefore(settled));
        }
        market.await(task -> task.is("collectBids"));
    }

    private static Path unfinished(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".unfinished");
    }

    /** Kills a command as soon as this is there of what it has not finished. */
    private static void killWhen(Path unfinished, String... words) throws Exception {
        var command = Packaged.started(SECRET, List.of(), words);
        while (!Files.exists(unfinished) && command.isAlive()) {
            command.waitFor(1, TimeUnit.MILLISECONDS);
        }
        assertThat(command.isAlive()).as("it is at %s", unfinished).isTrue();
        command.toHandle().destroyForcibly();
        command.waitFor();
    }

    private static Packaged.Answer killMarketUnderBackup(MortalMarket market, Path data, Path file) throws Exception {
        var backup = Packaged.started(SECRET, List.of(), "backup", file.toString(), "--data", data.toString());
        while (!Files.exists(data.resolve("database-copy")) && backup.isAlive()) {
            backup.waitFor(1, TimeUnit.MILLISECONDS);
        }
        market.kill();
        String said = new String(backup.getInputStream().readAllBytes());
        return new Packaged.Answer(backup.waitFor(), said);
    }

    private Books.Head headAtTheBackup() {
        return Books.Head.in(backedUp.said());
    }

    @Test
    void a_killed_backup_leaves_no_file_under_the_name_asked_for() {
        assertThat(leftByTheKill).containsOnlyKeys(MOMENTS).doesNotContainValue(true);
    }

    @Test
    void the_next_backup_of_the_running_market_is_made_all_the_same() {
        assertThat(backedUp.exitCode()).as(backedUp.said()).isZero();
        assertThat(headAtTheBackup().blocks()).isGreaterThan(2);
    }

    @Test
    void a_market_that_is_killed_under_its_backup_leaves_a_whole_one_or_none() {
        assertThat(killedUnder.exitCode()).as(killedUnder.said()).isIn(0, 2);
        assertThat(leftWithoutMarket).isEqualTo(killedUnder.exitCode() == 0);
        if (leftWithoutMarket) {
            assertThat(original.hashes())
                    .contains(Books.Head.in(killedUnder.said()).hash());
        }
    }

    @Test
    void and_it_has_lost_nothing() {
        assertThat(original.verification()).isInstanceOf(Verified.class);
        assertThat(original.hashes()).contains(headAtTheBackup().hash());
    }

    @Test
    void what_is_restored_has_the_head_of_the_backup() {
        assertThat(restored.exitCode()).as(restored.said()).isZero();
        assertThat(Books.Head.in(restored.said())).isEqualTo(headAtTheBackup());
        int blocks = headAtTheBackup().blocks();
        assertThat(elsewhere.hashes().subList(0, blocks))
                .isEqualTo(original.hashes().subList(0, blocks));
        assertThat(elsewhere.hashes().get(blocks - 1))
                .isEqualTo(headAtTheBackup().hash());
    }

    @Test
    void a_killed_restore_leaves_no_folder() {
        assertThat(leftByKilledRestore).isFalse();
    }

    @Test
    void it_is_restored_into_an_empty_folder_only() {
        assertThat(restoredAgain.exitCode()).isEqualTo(2);
        assertThat(restoredAgain.said()).contains("is not empty");
    }

    @Test
    void the_next_period_opens_and_is_settled() {
        assertThat(elsewhere.verification()).isInstanceOf(Verified.class);
        assertThat(elsewhere
                        .blocks()
                        .subList(headAtTheBackup().blocks(), elsewhere.blocks().size()))
                .anyMatch(SealedPeriod::isSettled);
        assertThat(errors).isEmpty();
    }

    @Test
    void a_schedule_makes_backups_of_the_running_market() {
        assertThat(fromSchedule).hasSizeGreaterThanOrEqualTo(2).allSatisfy(restored -> {
            assertThat(restored.exitCode()).as(restored.said()).isZero();
            assertThat(elsewhere.hashes())
                    .contains(Books.Head.in(restored.said()).hash());
        });
    }

    @Test
    void inventories_go_on_from_those_of_the_backup() {
        int blocks = headAtTheBackup().blocks();
        assertThat(VehicleEnergy.of(elsewhere.first(blocks)))
                .isNotEmpty()
                .isEqualTo(VehicleEnergy.of(original.first(blocks)));
        assertThat(VehicleEnergy.of(elsewhere))
                .allSatisfy(vehicle ->
                        assertThat(vehicle.in()).isEqualTo(vehicle.out().plus(vehicle.held())));
    }
}
