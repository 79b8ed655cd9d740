package ems.features.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.ledger.verify.Verification.Verified;
import ems.market.record.GlobalModel;
import ems.market.record.ModelRefusal;
import ems.market.record.ModelUpdate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Three agents merge masked updates at eleven o'clock; the market is killed in the minute before. The two homes that it trains itself
 * are not known for an hour yet, and have learnt nothing.
 */
@Tag("slow")
class KilledRoundsTest {

    private static final Path LOG = Path.of("target", "crash", "killed-rounds.log");
    /** A quarter of the minute before a merge takes a second and a half. */
    private static final int SPEED = 10;

    private static final String FROM = "10:50";
    private static final List<String> AGENTS = List.of("L1", "L2", "L3");
    private static final Map<String, String> SETTINGS = Map.of(
            "ems.demo.forecast", "federated-secure", "ems.clock.grace", "PT5S", "ems.clock.start-within", "PT50S");

    @TempDir
    Path folder;

    private final Map<String, MortalAgent> agents = new LinkedHashMap<>();
    private MortalMarket market;

    @BeforeEach
    void start() throws Exception {
        Files.createDirectories(LOG.getParent());
        Files.deleteIfExists(LOG);
        market = live();
        market.await(task -> task.is("forecast"));
        for (String home : AGENTS) {
            var agent = MortalAgent.start(
                    home, folder.resolve(home), market.doors().address(), folder.resolve("data"), "--masked");
            agents.put(home, agent);
            var wish = "{\"reason\": \"its agent\", \"key\": \"" + agent.key() + "\"}";
            assertThat(market.doors()
                            .order("members/prosumer:" + home + "/key", wish)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private MortalMarket live() throws IOException {
        return MortalMarket.start(folder.resolve("data"), LOG, SPEED, Optional.of(FROM), SETTINGS, Map.of());
    }

    @AfterEach
    void end() {
        agents.values().forEach(MortalAgent::close);
        market.close();
    }

    private void awaitThatAllSay(String words) throws IOException, InterruptedException {
        market.awaitSight(
                words,
                () -> agents.values().stream()
                        .allMatch(agent -> agent.said().stream().anyMatch(line -> line.contains(words))));
    }

    /** Killed, started again, and gone on until the merge is in the ledger. */
    private SealedPeriod mergedByAnotherLife() throws IOException, InterruptedException {
        market.kill();
        market = live();
        market.awaitSight(
                "the merge is recorded",
                () -> books().all(GlobalModel.class).stream().anyMatch(model -> model.version() == 1));
        var books = books();
        assertThat(books.verification()).isInstanceOf(Verified.class);
        return books.blocks().stream()
                .filter(block -> block.all(GlobalModel.class).stream().anyMatch(model -> model.version() == 1))
                .findFirst()
                .orElseThrow();
    }

    private Books books() throws IOException, InterruptedException {
        return Books.of(market.doors().ledger());
    }

    @Test
    void whatWasAcknowledgedIsMergedByTheNextLife() throws Exception {
        awaitThatAllSay("what was learnt goes masked into version 1");
        var block = mergedByAnotherLife();
        assertThat(block.all(ModelUpdate.class))
                .extracting(update -> update.prosumer().text())
                .containsExactlyInAnyOrderElementsOf(AGENTS);
        assertThat(block.all(ModelRefusal.class))
                .extracting(refusal -> refusal.prosumer().text(), ModelRefusal::reason)
                .containsExactlyInAnyOrder(tuple("R2", "nothing came"), tuple("Z0", "nothing came"));
    }

    @Test
    void aRoundThatWasCutOffIsRecordedAndTheMergeIsMadeWithoutIt() throws Exception {
        awaitThatAllSay("takes part in the merge of masked updates into version 1");
        var block = mergedByAnotherLife();
        assertThat(block.all(ModelRefusal.class))
                .filteredOn(refusal -> AGENTS.contains(refusal.prosumer().text()))
                .hasSize(3)
                .extracting(ModelRefusal::reason)
                .containsOnly("it announced itself and did not send its masked update in time");
        assertThat(block.all(GlobalModel.class))
                .singleElement()
                .satisfies(model -> assertThat(model.merged())
                        .isEqualTo(block.all(ModelUpdate.class).size()));
    }
}
