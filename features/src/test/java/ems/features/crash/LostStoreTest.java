package ems.features.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

import ems.ledger.verify.Verification.Verified;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.SettlementLine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The disk of a market is full, closed to writers or gone, its folder is taken or damaged: it is said in one sentence, nothing is half
 * done, and trading goes on. What the markets said is in {@code target/lost-store.log}.
 */
@Tag("slow")
class LostStoreTest {

    private static final Path LOG = Path.of("target", "lost-store.log").toAbsolutePath();
    private static final int MEGABYTES = 48;
    private static final int STORE_LOST = 75;
    private static final int REFUSED = 2;
    /** Lines of a market that loses its store: what it said before, the sentence, and a few of the tools that ends with it. */
    private static final int MOST_LINES = 12;

    @TempDir
    Path folder;

    private SmallDisk disk;
    private Path data;

    @BeforeEach
    void mount(TestInfo test) throws Exception {
        Files.createDirectories(LOG.getParent());
        Files.writeString(LOG, "");
        var mounted = SmallDisk.of(MEGABYTES, folder.resolve("disk"));
        assumeTrue(mounted.isPresent(), "no disk in memory can be mounted here: " + test.getDisplayName());
        disk = mounted.orElseThrow();
        data = disk.folder().resolve("data");
    }

    @AfterEach
    void unmount() throws IOException {
        if (disk != null) {
            disk.close();
        }
    }

    @Test
    void a_disk_that_gets_full_lets_the_market_pause_and_trading_goes_on_by_itself() throws Exception {
        try (var market = MortalMarket.start(data, LOG)) {
            settled(market);
            disk.fillUpTo(1_000_000);
            market.awaitSight(
                    "the page says so",
                    () -> market.doors().page().path("notices").toString().contains("is full"));
            var knock = market.doors().knock();
            assertThat(knock.statusCode()).isEqualTo(503);
            assertThat(knock.headers().firstValue("Retry-After")).isPresent();
            assertThat(knock.body()).contains("the disk of the data folder", "send them again");
            assertThat(market.doors().wellness()).contains("DOWN", "disk", "is full");
            market.awaitSight(
                    "a period is not started",
                    () -> market.doors().page().at("/period/reason").asText().contains("is full"));
            disk.empty();
            settled(market);
            settled(market);
            balances(Books.of(market.doors().ledger()));
            market.stop();
        }
        assertThat(errors()).singleElement().satisfies(line -> assertThat(line).contains("is full", "Make room"));
    }

    @Test
    void a_write_that_finds_no_room_ends_the_market_with_its_code_and_the_next_start_goes_on() throws Exception {
        try (var market = MortalMarket.start(data, LOG, Map.of("ems.disk.reserve", "0"), Map.of())) {
            settled(market);
            disk.fillUpTo(0);
            assertThat(market.exitCode()).isEqualTo(STORE_LOST);
        }
        assertOneSentence("the disk of the data folder " + data + " is full");
        var again = Packaged.answer("run", "--data", data.toString(), "--port", "0");
        assertThat(again.exitCode()).isEqualTo(STORE_LOST);
        assertThat(again.said()).contains("ems: the disk of the data folder " + data + " is full: make room");
        disk.empty();
        try (var market = MortalMarket.start(data, LOG)) {
            settled(market);
            settled(market);
            balances(Books.of(market.doors().ledger()));
            market.stop();
        }
    }

    @Test
    void a_disk_that_is_closed_to_writers_ends_the_market_and_refuses_a_start() throws Exception {
        try (var market = MortalMarket.start(data, LOG)) {
            settled(market);
            market.stop();
        }
        disk.closeToWriters();
        var answer = Packaged.answer("run", "--data", data.toString(), "--port", "0");
        disk.openToWriters();
        assertThat(answer.exitCode()).isEqualTo(REFUSED);
        assertThat(sentences(answer.said().lines().toList()))
                .singleElement()
                .asString()
                .contains("ems: the data folder " + data + " cannot be written: it is read-only");
    }

    @Test
    void a_folder_that_goes_away_ends_the_market() throws Exception {
        try (var market = MortalMarket.start(data, LOG)) {
            settled(market);
            Files.move(data, disk.folder().resolve("elsewhere"));
            assertThat(market.exitCode()).isEqualTo(STORE_LOST);
        }
        assertOneSentence("the data folder " + data + " is gone");
    }

    @Test
    void a_second_market_in_the_folder_ends_with_one_sentence() throws Exception {
        try (var market = MortalMarket.start(data, LOG)) {
            settled(market);
            var second = Packaged.answer("run", "--data", data.toString(), "--port", "0");
            assertThat(second.exitCode()).isEqualTo(REFUSED);
            assertThat(sentences(second.said().lines().toList()))
                    .singleElement()
                    .asString()
                    .contains("ems: a market runs in " + data + ": stop it first");
            settled(market);
            market.stop();
        }
    }

    @Test
    void a_damaged_database_ends_with_one_sentence() throws Exception {
        try (var market = MortalMarket.start(data, LOG)) {
            settled(market);
            market.stop();
        }
        var file = data.resolve("ems.mv.db");
        Files.write(file, new byte[(int) Files.size(file)]);
        var answer = Packaged.answer("run", "--data", data.toString(), "--port", "0");
        assertThat(answer.exitCode()).isEqualTo(REFUSED);
        assertThat(sentences(answer.said().lines().toList()))
                .singleElement()
                .asString()
                .contains("ems: the database in " + data + " cannot be read, it is damaged");
    }

    @Test
    void the_doors_take_messages_once_the_market_is_ready_and_never_answer_404() throws Exception {
        List<Integer> answers = new ArrayList<>();
        try (var market = MortalMarket.start(data, LOG)) {
            market.awaitSight("it is ready", () -> {
                boolean ready = market.doors().isReady();
                answers.add(market.doors().knock().statusCode());
                return ready;
            });
            assertThat(answers.get(answers.size() - 1)).as("once it is ready").isEqualTo(202);
            market.stop(() -> answers.add(market.doors().knock().statusCode()));
        }
        assertThat(new TreeSet<>(answers)).isSubsetOf(202, 503);
    }

    private static void settled(MortalMarket market) throws InterruptedException {
        market.await(task -> task.is("collectBids"));
        var settled = market.await(task -> task.is("settle")).key().period();
        market.await(task -> task.is("anchor") && !task.key().period().isBefore(settled));
    }

    private static void balances(Books books) {
        assertThat(books.verification()).isInstanceOf(Verified.class);
        assertThat(books.blocks()).extracting(SealedPeriod::period).doesNotHaveDuplicates();
        var decided = new TreeSet<MatchingPeriod>();
        books.blocks().stream().filter(SealedPeriod::isSettled).forEach(block -> decided.add(block.period()));
        books.blocks().forEach(block -> decided.addAll(block.skipped()));
        assertThat(decided.first().periodsUntil(decided.last().next()))
                .as("none is lost")
                .isEqualTo(decided.size());
        assertThat(books.all(SettlementLine.class))
                .extracting(SettlementLine::match, SettlementLine::flow)
                .isNotEmpty()
                .doesNotHaveDuplicates();
        assertThat(VehicleEnergy.of(books))
                .isNotEmpty()
                .allSatisfy(vehicle ->
                        assertThat(vehicle.in()).isEqualTo(vehicle.out().plus(vehicle.held())));
    }

    private static void assertOneSentence(String sentence) throws IOException {
        var said = sentences(Files.readAllLines(LOG));
        assertThat(said)
                .filteredOn(line -> line.startsWith("ems: "))
                .singleElement()
                .satisfies(line -> assertThat(line).contains(sentence, "exit code " + STORE_LOST));
        assertThat(said).hasSizeLessThan(MOST_LINES).noneMatch(line -> line.startsWith("\tat "));
    }

    /** Without what Java says of its options, what a market is at as it starts, and the steps that a test asks to be told. */
    private static List<String> sentences(List<String> said) {
        return said.stream()
                .filter(line -> !line.startsWith("WARNING") && !line.contains(" DEBUG ") && !line.isBlank())
                .filter(line -> !line.startsWith("Opening the data folder "))
                .toList();
    }

    private static List<String> errors() throws IOException {
        return Files.readAllLines(LOG).stream()
                .filter(line -> line.contains(" ERROR "))
                .toList();
    }
}
