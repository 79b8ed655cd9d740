package ems.features.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.ledger.verify.Verification.Verified;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Match;
import ems.market.record.ProsumerBid;
import ems.market.record.SettlementLine;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A town of three homes, of which whoever is drawn is killed, again and again: market, broker, a unit, an agent. Nothing is lost, nothing
 * is booked twice, all units have signed the same, and no agent has seen a wrong receipt.
 *
 * <p>Property: {@code ems.kills}, how often. Who was killed when is in {@code target/crash/killed-town.log}.
 */
@Tag("slow")
class KilledTownTest {

    private static final Path LOG = Path.of("target", "crash", "killed-town.log");
    private static final int KILLS = Integer.getInteger("ems.kills", 20);
    private static final long SEED = 17;
    private static final int MOST_SPARED_BLOCKS = 2;
    private static final List<String> UNITS = List.of("rsu-1", "rsu-2", "rsu-3");
    private static final List<String> AGENTS = List.of("agent-L1", "agent-L2", "agent-L3");
    private static final List<String> VICTIMS = Stream.of(List.of("market", "mosquitto"), UNITS, AGENTS)
            .flatMap(List::stream)
            .toList();

    @TempDir
    Path folder;

    private final Random draw = new Random(SEED);

    @Test
    void whoever_is_killed_nothing_is_lost_and_nothing_doubled() throws Exception {
        Files.createDirectories(LOG.getParent());
        Files.deleteIfExists(LOG);
        var data = folder.resolve("town");
        Books books;
        try (var town =
                MortalTown.start(List.of(), "3", "--speed", "20", "--from", "10:30", "--data", data.toString())) {
            awaitAgents(town);
            for (int kill = 0; kill < KILLS; kill++) {
                awaitBlocks(town, draw.nextInt(MOST_SPARED_BLOCKS + 1));
                var victim = victim(kill);
                note(kill + ": " + victim + " after " + books(town).blocks().size() + " blocks");
                town.killedAndBack(victim);
            }
            awaitAgents(town);
            awaitBlocks(town, 2);
            books = books(town);
        }
        judge(books);
        judgeUnits(data);
        for (String agent : AGENTS) {
            assertThat(data.resolve(agent).resolve("wrong")).as("of %s", agent).doesNotExist();
        }
    }

    /** Each of them once before anybody is killed twice. */
    private String victim(int kill) {
        return kill < VICTIMS.size() ? VICTIMS.get(kill) : VICTIMS.get(draw.nextInt(VICTIMS.size()));
    }

    private static Books books(MortalTown town) throws IOException, InterruptedException {
        return Books.of(town.market().ledger());
    }

    private static void awaitBlocks(MortalTown town, int more) throws IOException, InterruptedException {
        town.awaitSight("the market answers", () -> !books(town).blocks().isEmpty());
        int before = books(town).blocks().size();
        town.awaitSight(more + " more blocks", () -> books(town).blocks().size() >= before + more);
    }

    private static void awaitAgents(MortalTown town) throws IOException, InterruptedException {
        town.awaitSight("all agents bid", () -> {
            var blocks = books(town).blocks();
            return blocks.get(blocks.size() - 1).all(ProsumerBid.class).stream()
                            .filter(bid -> bid.forecaster().equals("agent"))
                            .count()
                    == AGENTS.size();
        });
    }

    private static void judge(Books books) {
        assertThat(books.verification()).isInstanceOf(Verified.class);
        assertThat(books.verification().toString()).contains("signed by the 3 validators");
        var blocks = books.blocks();
        assertThat(blocks).extracting(SealedPeriod::period).doesNotHaveDuplicates();
        var accounted = blocks.stream()
                .flatMap(block -> block.isSettled() ? Stream.of(block.period()) : block.skipped().stream())
                .collect(Collectors.toSet());
        var last = blocks.get(blocks.size() - 1).period();
        assertThat(Stream.iterate(first(blocks), period -> !last.isBefore(period), MatchingPeriod::next))
                .as("neither settled nor skipped for a recorded reason")
                .allMatch(accounted::contains);
        assertThat(blocks)
                .filteredOn(block -> !block.all(Match.class).isEmpty())
                .as("a matched period is settled")
                .isNotEmpty()
                .allMatch(SealedPeriod::isSettled);
        assertThat(books.all(SettlementLine.class))
                .extracting(SettlementLine::match, SettlementLine::flow)
                .doesNotHaveDuplicates();
        assertThat(VehicleEnergy.of(books))
                .isNotEmpty()
                .allSatisfy(vehicle ->
                        assertThat(vehicle.in()).isEqualTo(vehicle.out().plus(vehicle.held())));
    }

    /** That was begun: the first block may be that of the enrolment. */
    private static MatchingPeriod first(List<SealedPeriod> blocks) {
        return blocks.stream()
                .filter(SealedPeriod::isSettled)
                .findFirst()
                .orElseThrow()
                .period();
    }

    /** Each has signed the same, as far as it has come. */
    private static void judgeUnits(Path data) throws IOException {
        var signed = UNITS.stream()
                .map(unit -> MortalUnit.lines(data.resolve(unit)))
                .sorted((a, b) -> Integer.compare(b.size(), a.size()))
                .toList();
        IntStream.range(1, signed.size())
                .forEach(i -> assertThat(signed.get(i))
                        .isEqualTo(signed.get(0).subList(0, signed.get(i).size())));
    }

    private static void note(String what) throws IOException {
        Files.writeString(LOG, what + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
