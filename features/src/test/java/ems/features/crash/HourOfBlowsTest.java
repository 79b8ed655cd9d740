package ems.features.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.ledger.verify.Verification.Verified;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Abandonment;
import ems.market.record.SettlementLine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The market is killed, stopped and continued, its clock is set and set back, its disk gets full and free again, in any order for as
 * long as is asked: no period is lost that the policy does not name, none is settled twice, and the books balance.
 *
 * <p>Properties: {@code ems.blows.minutes}, how long; {@code ems.blows.seed} of the order. What the market said is in {@code target/hour-of-blows.log},
 * the figures in {@code target/hour-of-blows.txt}.
 */
@Tag("slow")
class HourOfBlowsTest {

    private static final Duration LENGTH = Duration.ofMinutes(Integer.getInteger("ems.blows.minutes", 6));
    private static final long SEED = Long.getLong("ems.blows.seed", 20);
    private static final int SPEED = 60;
    private static final int MEGABYTES = 600;
    private static final long LITTLE_ROOM = 1_000_000;
    /** All stops together take a sixth of the time: five minutes each in an hour. */
    private static final int STOPS = 2;

    private static final Duration STOP = LENGTH.dividedBy(6L * STOPS);
    /** Shorter than the market doubts a clock. */
    private static final int LONGEST_WRONG_SECONDS = 15;

    private static final Duration LASTING = Duration.ofMinutes(1);
    private static final Path LOG = Path.of("target", "hour-of-blows.log").toAbsolutePath();
    private static final Path FIGURES = Path.of("target", "hour-of-blows.txt").toAbsolutePath();
    private static final Pattern VARIES = Pattern.compile("\\S*[0-9]\\S*");
    /** For what the policy loses periods: the market stood, whatever made it stand, or ended in the midst of one. */
    private static final List<String> POLICY =
            List.of("no tick came while they could start", "interrupted before its bids were matched");

    /** What happens to the market. Whatever it is, trading goes on after it by itself, or after a new start. */
    private enum Blow {
        KILLED,
        STOPPED_AND_CONTINUED,
        AN_HOUR_AHEAD_FOR_SECONDS,
        AN_HOUR_BACK_FOR_SECONDS,
        A_DAY_AHEAD_FOR_SECONDS,
        A_DAY_BACK_FOR_SECONDS,
        A_YEAR_AHEAD_FOR_SECONDS,
        A_YEAR_BACK_FOR_SECONDS,
        AN_HOUR_OF_THE_MARKET_AHEAD,
        AN_HOUR_OF_THE_MARKET_BACK,
        DISK_FULL,
        KILLED_WHILE_THE_DISK_IS_FULL
    }

    @TempDir
    Path folder;

    private final Random chance = new Random(SEED);
    private final Map<Blow, Integer> dealt = new EnumMap<>(Blow.class);
    private final List<String> errors = new ArrayList<>();
    private final List<Blow> deck = new ArrayList<>();

    private FalseClock clock;
    private Duration ahead = Duration.ZERO;
    private SmallDisk disk;
    private MortalMarket market;

    @Test
    void nothing_is_lost_or_doubled_in_an_hour_of_blows() throws Exception {
        Files.createDirectories(LOG.getParent());
        Files.deleteIfExists(LOG);
        var falseClock = FalseClock.in(folder);
        assumeTrue(falseClock.isPresent(), "there is no C compiler, with which a clock of a process is set");
        clock = falseClock.orElseThrow();
        var mounted = SmallDisk.of(MEGABYTES, folder.resolve("disk"));
        assumeTrue(mounted.isPresent(), "no disk in memory can be mounted here");
        try (var its = mounted.orElseThrow()) {
            disk = its;
            start();
            goesOn();
            long end = System.nanoTime() + LENGTH.toNanos();
            // each kind at least once, however slow the machine is
            while (System.nanoTime() < end || dealt.size() < Blow.values().length) {
                strike(next());
            }
            judge(Books.of(market.doors().ledger()));
            market.stop();
            errors.addAll(market.log().errors());
        } finally {
            if (market != null) {
                market.close();
            }
        }
        assertThat(dealt.keySet()).as("blows").containsExactlyInAnyOrder(Blow.values());
        assertThat(Files.readString(LOG))
                .as("the market saw its clock jump")
                .contains("jumped ahead by", "jumped back by");
        assertThat(errors).allSatisfy(line -> assertThat(line).contains("is full", "Make room"));
    }

    private void start() throws IOException {
        market = MortalMarket.start(disk.folder().resolve("data"), LOG, SPEED, Map.of(), clock.environment());
    }

    private Blow next() {
        if (deck.isEmpty()) {
            deck.addAll(Arrays.asList(Blow.values()));
            if (dealt.getOrDefault(Blow.STOPPED_AND_CONTINUED, 0) == STOPS) {
                deck.remove(Blow.STOPPED_AND_CONTINUED);
            }
            Collections.shuffle(deck, chance);
        }
        return deck.remove(deck.size() - 1);
    }

    private void strike(Blow blow) throws Exception {
        dealt.merge(blow, 1, Integer::sum);
        switch (blow) {
            case KILLED -> killAndStart();
            case STOPPED_AND_CONTINUED -> {
                market.suspend();
                market.live(STOP);
                market.resume();
            }
            case AN_HOUR_AHEAD_FOR_SECONDS -> wrongFor(Duration.ofHours(1));
            case AN_HOUR_BACK_FOR_SECONDS -> wrongFor(Duration.ofHours(-1));
            case A_DAY_AHEAD_FOR_SECONDS -> wrongFor(Duration.ofDays(1));
            case A_DAY_BACK_FOR_SECONDS -> wrongFor(Duration.ofDays(-1));
            case A_YEAR_AHEAD_FOR_SECONDS -> wrongFor(Duration.ofDays(365));
            case A_YEAR_BACK_FOR_SECONDS -> wrongFor(Duration.ofDays(-365));
            case AN_HOUR_OF_THE_MARKET_AHEAD -> setBy(LASTING);
            case AN_HOUR_OF_THE_MARKET_BACK -> setBy(LASTING.negated());
            case DISK_FULL -> {
                fillDisk();
                disk.empty();
            }
            case KILLED_WHILE_THE_DISK_IS_FULL -> {
                fillDisk();
                market.kill();
                errors.addAll(market.log().errors());
                disk.empty();
                start();
            }
        }
        goesOn();
    }

    private void killAndStart() throws Exception {
        market.live(Duration.ofMillis(chance.nextInt(1_000)));
        market.kill();
        errors.addAll(market.log().errors());
        start();
    }

    private void wrongFor(Duration by) throws Exception {
        clock.showAhead(ahead.plus(by));
        market.live(Duration.ofSeconds(1L + chance.nextInt(LONGEST_WRONG_SECONDS)));
        clock.showAhead(ahead);
    }

    private void setBy(Duration by) throws IOException {
        ahead = ahead.plus(by);
        clock.showAhead(ahead);
    }

    private void fillDisk() throws Exception {
        disk.fillUpTo(LITTLE_ROOM);
        market.awaitSight(
                "a period is not started, as the disk is full",
                () -> market.doors().page().at("/period/reason").asText().contains("is full"));
    }

    /** A period that began after all that was said until now is settled, and one after it. */
    private void goesOn() throws Exception {
        market.forgetSaid();
        market.await(task -> task.is("collectBids"));
        for (int i = 0; i < 2; i++) {
            var settled = market.await(task -> task.is("settle")).key().period();
            market.await(task -> task.is("anchor") && !task.key().period().isBefore(settled));
        }
    }

    private void judge(Books books) throws IOException {
        Files.writeString(FIGURES, figures(books));
        assertThat(books.verification()).isInstanceOf(Verified.class);
        assertThat(books.blocks()).extracting(SealedPeriod::period).doesNotHaveDuplicates();
        var settled = new TreeSet<MatchingPeriod>();
        var skipped = new TreeSet<MatchingPeriod>();
        books.blocks().stream().filter(SealedPeriod::isSettled).forEach(block -> settled.add(block.period()));
        books.blocks().forEach(block -> skipped.addAll(block.skipped()));
        assertThat(settled).as("settled, not skipped").doesNotContainAnyElementsOf(skipped);
        var first = settled.first();
        var last = settled.last();
        assertThat(first.periodsUntil(last.next()))
                .as("none is lost")
                .isEqualTo(settled.size() + skipped.tailSet(first).headSet(last).size());
        assertThat(reasons(books).keySet())
                .as("reasons of what is skipped")
                .allSatisfy(reason -> assertThat(POLICY).anyMatch(reason::contains));
        assertThat(books.all(SettlementLine.class))
                .extracting(SettlementLine::match, SettlementLine::flow)
                .isNotEmpty()
                .doesNotHaveDuplicates();
        assertThat(VehicleEnergy.of(books))
                .isNotEmpty()
                .allSatisfy(vehicle ->
                        assertThat(vehicle.in()).isEqualTo(vehicle.out().plus(vehicle.held())));
    }

    private String figures(Books books) {
        var text = new StringBuilder(
                "blows of " + LENGTH.toMinutes() + " minutes at speed " + SPEED + ", seed " + SEED + "\n");
        dealt.forEach((blow, times) -> text.append("%4d %s%n".formatted(times, blow)));
        long settled = books.blocks().stream().filter(SealedPeriod::isSettled).count();
        text.append("%d blocks, %d periods settled, %d settlement lines, %s%n"
                .formatted(
                        books.blocks().size(),
                        settled,
                        books.all(SettlementLine.class).size(),
                        books.verification()));
        reasons(books).forEach((reason, periods) -> text.append("%6d periods: %s%n".formatted(periods, reason)));
        return text.toString();
    }

    /** Periods that are skipped, by reason; instants and numbers in a reason are left out. */
    private static Map<String, Integer> reasons(Books books) {
        Map<String, Integer> periods = new TreeMap<>();
        for (SealedPeriod block : books.blocks()) {
            for (Abandonment abandoned : block.all(Abandonment.class)) {
                var reason = VARIES.matcher(abandoned.reason()).replaceAll("..");
                periods.merge(reason, block.skipped().size(), Integer::sum);
            }
        }
        return periods;
    }
}
