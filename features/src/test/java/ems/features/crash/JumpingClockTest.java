package ems.features.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import ems.ledger.verify.Verification.Verified;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.SettlementLine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The clock of a market's machine jumps by an hour, a day and a year, ahead and back, for three seconds each; then it is set ahead
 * for good, back again, and ahead once more. What the market said is in {@code target/jumping-clock.log}.
 */
@Tag("slow")
@TestInstance(Lifecycle.PER_CLASS)
class JumpingClockTest {

    private static final Path LOG = Path.of("target", "jumping-clock.log").toAbsolutePath();
    private static final List<Duration> JUMPS = List.of(
            Duration.ofHours(1),
            Duration.ofDays(1),
            Duration.ofDays(365),
            Duration.ofHours(-1),
            Duration.ofDays(-1),
            Duration.ofDays(-365));
    private static final Duration THREE_SECONDS = Duration.ofSeconds(3);

    private final List<MatchingPeriod> afterBlips = new ArrayList<>();
    private MatchingPeriod beforeBlips;
    private MatchingPeriod lastBeforeSet;
    private MatchingPeriod firstAfterSet;
    private String wellnessWhileItWaits;
    private String reasonWhileItWaits;
    private String adviceWhileItWaits;
    private List<String> said;
    private Books books;

    @BeforeAll
    void let_the_clock_jump(@TempDir Path folder) throws Exception {
        Files.createDirectories(LOG.getParent());
        Files.writeString(LOG, "");
        var found = WrongClock.in(folder.resolve("wrong-by"));
        assumeTrue(found.isPresent(), "libfaketime is not installed");
        var clock = found.orElseThrow();
        try (var market = MortalMarket.start(folder.resolve("data"), LOG, Map.of(), clock.environment())) {
            beforeBlips = settled(market);
            for (Duration jump : JUMPS) {
                clock.isWrongBy(jump);
                market.live(THREE_SECONDS);
                clock.isWrongBy(Duration.ZERO);
                market.awaitSight("the end of " + jump, () -> count("did not follow") == afterBlips.size() + 1);
                afterBlips.add(settled(market));
            }
            lastBeforeSet = settled(market);
            clock.isWrongBy(Duration.ofHours(1));
            market.awaitSight("the clock is followed", () -> count("and the market follows it") == 1);
            firstAfterSet = settled(market);
            clock.isWrongBy(Duration.ZERO);
            market.awaitSight(
                    "the market waits",
                    () -> market.doors().page().at("/period/reason").asText().startsWith("the market waits"));
            wellnessWhileItWaits = market.doors().wellness();
            reasonWhileItWaits = market.doors().page().at("/period/reason").asText();
            adviceWhileItWaits = market.doors().page().at("/period/advice").asText();
            clock.isWrongBy(Duration.ofHours(1));
            settled(market);
            settled(market);
            books = Books.of(market.doors().ledger());
            market.stop();
        }
        said = Files.readAllLines(LOG);
    }

    private static MatchingPeriod settled(MortalMarket market) throws InterruptedException {
        market.await(task -> task.is("collectBids"));
        var settled = market.await(task -> task.is("settle")).key().period();
        market.await(task -> task.is("anchor") && !task.key().period().isBefore(settled));
        return settled;
    }

    private static long count(String words) throws IOException {
        try (var lines = Files.lines(LOG)) {
            return lines.filter(line -> line.contains(words)).count();
        }
    }

    @Test
    void a_clock_that_is_wrong_for_three_seconds_leads_to_no_other_time() {
        var latest = new MatchingPeriod(beforeBlips.start().plus(Duration.ofHours(12)));
        assertThat(afterBlips)
                .hasSameSizeAs(JUMPS)
                .isSorted()
                .allSatisfy(period -> assertThat(period).isLessThan(latest));
    }

    @Test
    void each_jump_is_told_once_with_what_to_do() {
        assertThat(said)
                .filteredOn(line -> line.contains("goes on by the time that passes"))
                .hasSize(JUMPS.size() + 1)
                .allSatisfy(line -> assertThat(line).contains("the clock jumped", "set it right"));
    }

    @Test
    void a_clock_that_is_set_ahead_is_followed() {
        assertThat(Duration.between(lastBeforeSet.start(), firstAfterSet.start()))
                .isGreaterThan(Duration.ofHours(29));
    }

    @Test
    void a_clock_that_is_set_back_lets_the_market_wait_and_it_says_so() {
        assertThat(reasonWhileItWaits).contains("no period runs twice");
        assertThat(adviceWhileItWaits).contains("set it right");
        assertThat(wellnessWhileItWaits).contains("DOWN", "market clock", "reason", "advice");
    }

    @Test
    void no_period_is_there_twice_and_none_is_missing_without_a_word() {
        assertThat(books.verification()).isInstanceOf(Verified.class);
        assertThat(books.blocks()).extracting(SealedPeriod::period).doesNotHaveDuplicates();
        var decided = new TreeSet<MatchingPeriod>();
        books.blocks().stream().filter(SealedPeriod::isSettled).forEach(block -> decided.add(block.period()));
        books.blocks().forEach(block -> decided.addAll(block.skipped()));
        assertThat(decided.first().periodsUntil(decided.last().next())).isEqualTo(decided.size());
    }

    @Test
    void nothing_is_settled_twice_and_energy_balances() {
        assertThat(books.all(SettlementLine.class))
                .extracting(SettlementLine::match, SettlementLine::flow)
                .isNotEmpty()
                .doesNotHaveDuplicates();
        assertThat(VehicleEnergy.of(books))
                .isNotEmpty()
                .allSatisfy(vehicle ->
                        assertThat(vehicle.in()).isEqualTo(vehicle.out().plus(vehicle.held())));
    }
}
