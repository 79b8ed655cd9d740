package ems.features.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.ledger.verify.Verification.Verified;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Three road-side units on hosts of their own, and the network between them and the market fails. */
@Tag("slow")
class PartitionedUnitsTest {

    private static final Path LOG = Path.of("target", "crash", "partitioned-units.log");
    private static final int SPEED = 30;

    @TempDir
    Path folder;

    private final List<MortalUnit> units = new ArrayList<>();
    private HostsApart hosts;

    @BeforeEach
    void startUnits() throws IOException, InterruptedException {
        Files.createDirectories(LOG.getParent());
        Files.deleteIfExists(LOG);
        var made = HostsApart.of(3);
        assumeTrue(made.isPresent(), "no network namespaces can be made here (ip netns add)");
        hosts = made.orElseThrow();
        for (int host = 1; host <= 3; host++) {
            var name = "rsu-" + host;
            units.add(MortalUnit.startOn(hosts, host, folder.resolve(name), name));
        }
    }

    @AfterEach
    void end() throws IOException {
        units.forEach(MortalUnit::close);
        if (hosts != null) {
            hosts.close();
        }
    }

    private MortalMarket market() throws IOException {
        var addresses = units.stream().map(unit -> unit.address().toString()).collect(Collectors.joining(","));
        return MortalMarket.start(folder.resolve("data"), LOG, SPEED, Map.of("ems.validators.urls", addresses));
    }

    private static void settled(MortalMarket market, int periods) throws InterruptedException {
        for (int n = 0; n < periods; n++) {
            market.await(task -> task.is("settle"));
        }
    }

    private static int blocks(MortalMarket market) throws IOException, InterruptedException {
        return Books.of(market.doors().ledger()).blocks().size();
    }

    /** How many units an operator is told about. */
    private static long complaints(MortalMarket market) throws IOException, InterruptedException {
        return market.doors().standing().required("units").findValuesAsText("complaint").stream()
                .filter(complaint -> complaint.contains("10.213."))
                .count();
    }

    @Test
    void blocks_go_on_without_one_wait_without_two_and_all_catch_up() throws Exception {
        try (var market = market()) {
            settled(market, 2);
            hosts.cut(3);
            market.awaitSight("an operator is told of one", () -> complaints(market) == 1);
            int withTwo = blocks(market);
            market.awaitSight("blocks that two sign", () -> blocks(market) >= withTwo + 2);

            hosts.cut(2);
            market.awaitSight("an operator is told of two", () -> complaints(market) == 2);
            int withOne = blocks(market);
            market.forgetSaid();
            settled(market, 3);
            assertThat(blocks(market)).as("no block without its quorum").isEqualTo(withOne);

            hosts.heal(2);
            hosts.heal(3);
            market.awaitSight("all blocks that waited", () -> blocks(market) >= withOne + 3);
            market.awaitSight("units that have caught up", () -> complaints(market) == 0);
            market.awaitSight("what waited, at each unit", () -> fewestBlocks() >= withOne + 3);
            assertThat(Books.of(market.doors().ledger()).verification()).isInstanceOf(Verified.class);
            market.stop();
        }
        var shortest =
                units.stream().mapToInt(PartitionedUnitsTest::length).min().orElseThrow();
        assertThat(units)
                .extracting(unit -> unit.lines().subList(0, shortest))
                .as("one history")
                .containsOnly(units.get(0).lines().subList(0, shortest));
    }

    private long fewestBlocks() throws IOException {
        long fewest = Long.MAX_VALUE;
        for (MortalUnit unit : units) {
            fewest = Math.min(fewest, unit.blocks());
        }
        return fewest;
    }

    private static int length(MortalUnit unit) {
        return unit.lines().size();
    }
}
