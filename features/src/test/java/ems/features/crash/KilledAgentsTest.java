package ems.features.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.ledger.key.KeyFolder;
import ems.ledger.key.SigningKey;
import ems.ledger.token.ForecastToken;
import ems.ledger.verify.Verification.Verified;
import ems.market.party.GridId;
import ems.market.party.ProsumerId;
import ems.market.quantity.NetEnergy;
import ems.market.record.ForecastRefusal;
import ems.market.record.PeriodOpened;
import ems.market.record.ProsumerBid;

import static org.assertj.core.api.Assertions.assertThat;

/** The agents of all five homes as processes of their own: one is killed, one comes late, one lies, and no period waits. */
@Tag("slow")
class KilledAgentsTest {

    private static final Path LOG = Path.of("target", "crash", "killed-agents.log");
    private static final int SPEED = 20;
    private static final List<String> HOMES = List.of("L1", "L2", "L3", "R2", "Z0");
    /** A second and a half at this speed for what takes some milliseconds, on a busy machine. */
    private static final Map<String, String> SETTINGS =
            Map.of("ems.clock.grace", "PT25S", "ems.clock.start-within", "PT50S");

    @TempDir
    Path folder;

    private final Map<String, MortalAgent> agents = new LinkedHashMap<>();
    private MortalMarket market;

    @BeforeEach
    void start() throws Exception {
        Files.createDirectories(LOG.getParent());
        Files.deleteIfExists(LOG);
        market = MortalMarket.start(folder.resolve("data"), LOG, SPEED, SETTINGS);
        market.await(task -> task.is("settle"));
        for (String home : HOMES) {
            start(home);
            var wish =
                    "{\"reason\": \"its agent\", \"key\": \"" + agents.get(home).key() + "\"}";
            assertThat(market.doors()
                            .order("members/prosumer:" + home + "/key", wish)
                            .statusCode())
                    .isEqualTo(200);
        }
        market.awaitSight("five agents bid", () -> bidByAgents().size() == HOMES.size());
    }

    private void start(String home) throws IOException {
        agents.put(
                home,
                MortalAgent.start(home, folder.resolve(home), market.doors().address(), folder.resolve("data")));
    }

    @AfterEach
    void end() {
        agents.values().forEach(MortalAgent::close);
        market.close();
    }

    private Books books() throws IOException, InterruptedException {
        return Books.of(market.doors().ledger());
    }

    /** In the newest sealed period. */
    private Set<String> bidByAgents() throws IOException, InterruptedException {
        var blocks = books().blocks();
        return blocks.get(blocks.size() - 1).all(ProsumerBid.class).stream()
                .filter(bid -> bid.forecaster().equals("agent"))
                .map(bid -> bid.prosumer().text())
                .collect(Collectors.toSet());
    }

    private void awaitReason(String home, Predicate<String> reason) throws IOException, InterruptedException {
        var refused = new ProsumerId(home);
        market.awaitSight(
                "the reason why the agent of " + home + " does not count",
                () -> books().all(ForecastRefusal.class).stream()
                        .anyMatch(refusal -> refusal.prosumer().equals(refused) && reason.test(refusal.reason())));
    }

    private SigningKey key(String home) {
        var keys = new KeyFolder(folder.resolve(home).resolve("keys"), Optional.empty(), new SecureRandom());
        return keys.signingKey("prosumer-" + home);
    }

    @Test
    void oneIsKilledOneComesLateAndOneLies() throws Exception {
        agents.get("L1").kill();
        awaitReason("L1", "its agent sent none in time"::equals);

        agents.get("L2").signal("-STOP");
        awaitReason("L2", "its agent sent none in time"::equals);
        agents.get("L2").signal("-CONT");
        market.awaitSight("L2 is back", () -> bidByAgents().contains("L2"));
        assertThat(agents.get("L2").said())
                .as("what came too late was refused")
                .anySatisfy(line -> assertThat(line).contains("is not taken: late: period "));

        agents.get("L3").kill();
        market.awaitSight(
                "a forecast beyond all bounds is refused", () -> lie("L3").contains("connection bears"));
        awaitReason("L3", reason -> reason.startsWith("its agent's was refused: energy of "));

        start("L1");
        start("L3");
        market.awaitSight("all are back", () -> bidByAgents().size() == HOMES.size());
        var books = books();
        market.stop();
        assertThat(books.verification()).isInstanceOf(Verified.class);
        assertThat(books.blocks())
                .filteredOn(block -> !block.all(PeriodOpened.class).isEmpty())
                .as("whatever an agent does, a period that has begun is settled")
                .isNotEmpty()
                .allMatch(SealedPeriod::isSettled);
        agents.forEach((home, agent) -> assertThat(agent.said())
                .as("agent of %s", home)
                .noneSatisfy(line -> assertThat(line).contains("WRONG")));
        assertThat(HOMES)
                .anySatisfy(home ->
                        assertThat(folder.resolve(home).resolve("receipts")).isNotEmptyDirectory());
    }

    /** In the name of the home, for a period that is open, with the home's own key. */
    private String lie(String home) throws IOException, InterruptedException {
        var blocks = books().blocks();
        var open = blocks.get(blocks.size() - 1).period().next().next();
        var token = new ForecastToken(
                new ProsumerId(home), new GridId("demo"), open, NetEnergy.ofMillijoules(9_000_000_000L));
        return market.doors().text("forecasts", token.sign(key(home)));
    }
}
