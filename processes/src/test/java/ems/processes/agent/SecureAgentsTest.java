package ems.processes.agent;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import jakarta.inject.Inject;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.apache.camel.quarkus.core.CamelRuntime;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import ems.forecasting.FederatedSettings;
import ems.forecasting.federation.Masking;
import ems.forecasting.federation.Merge;
import ems.forecasting.federation.MergeRules.Method;
import ems.forecasting.federation.Update;
import ems.forecasting.round.MaskKey;
import ems.forecasting.round.RoundList;
import ems.ledger.receipt.RegistryCopy;
import ems.ledger.receipt.Trust;
import ems.ledger.token.AnnouncementToken;
import ems.market.party.ProsumerId;
import ems.market.record.GlobalModel;
import ems.market.record.ModelRefusal;
import ems.market.record.ModelUpdate;
import ems.market.telemetry.DeadLetter;
import ems.processes.clock.GridTicker;
import ems.processes.grid.GridEngines;
import ems.processes.grid.InstallationKeys;
import ems.processes.grid.LiveGrids;
import ems.processes.guard.DoorHours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Four agents over real HTTP and two homes of the market merge what they have learnt, and nobody sees what one of them has. */
@Tag("slow")
@QuarkusTest
@TestProfile(SecureAgentsTest.MarketOfItsOwn.class)
class SecureAgentsTest {

    /** Its doors are open. */
    public static class MarketOfItsOwn implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.datasource.jdbc.url", "jdbc:h2:mem:masked;NON_KEYWORDS=VALUE,KEY",
                    "ems.data", "target/masked-data-" + UUID.randomUUID(),
                    "ems.budget.forecast", "PT5M",
                    "ems.live", "true",
                    "ems.home", "..",
                    "ems.clock.enabled", "false",
                    "ems.retry.enabled", "false",
                    "ems.demo.enabled", "false");
        }
    }

    private static int grids;

    @TestHTTPResource("/")
    URI root;

    @Inject
    LiveGrids live;

    @Inject
    GridEngines engines;

    @Inject
    GridTicker ticking;

    @Inject
    InstallationKeys installation;

    @Inject
    DoorHours doors;

    @Inject
    CamelRuntime routes;

    @ConfigProperty(name = "ems.data")
    Path data;

    private TappedMarket market;
    private MaskedGrid grid;
    private List<ProsumerId> agents;

    @BeforeEach
    void open() throws Exception {
        if (grids == 0) {
            routes.start(new String[0]);
            doors.open();
        }
        market = new TappedMarket(root);
        grid = new MaskedGrid(
                "masked-" + grids++,
                live,
                engines,
                ticking,
                installation,
                market.address(),
                Files.createTempDirectory(Path.of("target"), "masked-"));
        grid.goToTheMinuteBefore();
        agents = grid.homes();
    }

    @AfterEach
    void close() {
        market.close();
    }

    /** All that was learnt a minute before the merge, by home. */
    private Map<ProsumerId, Update> learnt() {
        Map<ProsumerId, Update> learnt = new LinkedHashMap<>();
        grid.everybody().forEach(home -> learnt.put(home, grid.learnt(home)));
        return learnt;
    }

    private String meanOf(Map<ProsumerId, Update> learnt) {
        var rules = FederatedSettings.of(grid.id()).merging().by(Method.MEAN);
        return Merge.of(grid.first(), List.copyOf(learnt.values()), rules, MaskedGrid.MERGE)
                .next()
                .file()
                .hash();
    }

    private void finish(List<ProsumerId> alive) throws IOException {
        grid.at(-1, 35, alive);
        grid.at(-1, 50, alive);
        grid.go(0, alive);
    }

    @Test
    void theModelIsTheMeanOfWhatAllHaveLearntToTheBit() throws IOException {
        var learnt = learnt();
        grid.at(-1, 20, agents);
        finish(agents);
        var record = grid.merged();
        assertThat(record.all(ModelUpdate.class))
                .extracting(ModelUpdate::prosumer)
                .containsExactlyInAnyOrderElementsOf(grid.everybody());
        assertThat(record.all(ModelRefusal.class)).isEmpty();
        assertThat(record.all(GlobalModel.class)).singleElement().satisfies(model -> {
            assertThat(model.method()).isEqualTo("secure mean");
            assertThat(model.hash()).isEqualTo(meanOf(learnt));
        });
        assertThat(grid.said().warned()).isEmpty();
        grid.go(1, agents);
        grid.go(2, agents);
        assertThat(grid.said().said())
                .filteredOn(line -> line.endsWith("goes on from the global model, version 1"))
                .hasSize(4);
        assertHidden(learnt);
    }

    /** In nothing that arrived, and in nothing that is kept of it. */
    private void assertHidden(Map<ProsumerId, Update> learnt) throws IOException {
        List<byte[]> seen = new ArrayList<>(market.arrived());
        assertThat(seen).anySatisfy(body -> assertThat(body.length).isGreaterThan(100_000));
        try (var files = Files.list(data.resolve("models").resolve(grid.id().text()))) {
            for (Path file : files.toList()) {
                seen.add(Files.readAllBytes(file));
            }
        }
        for (ProsumerId home : agents) {
            String plain = text(floats(learnt.get(home)));
            String weighted = text(weighted(learnt.get(home)));
            for (byte[] bytes : seen) {
                assertThat(text(bytes).contains(plain) || text(bytes).contains(weighted))
                        .as("what %s has learnt is seen", home)
                        .isFalse();
            }
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Some parameters of its last layer, as a file in the open would have them. */
    private static byte[] floats(Update update) {
        var bytes = ByteBuffer.allocate(2 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = update.change().length - 2; i < update.change().length; i++) {
            bytes.putFloat(update.change()[i]);
        }
        return bytes.array();
    }

    /** The same as it goes into the sum. */
    private static byte[] weighted(Update update) {
        var bytes = ByteBuffer.allocate(2 * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = update.change().length - 2; i < update.change().length; i++) {
            bytes.putLong(update.samples() * Math.round(update.change()[i] * (double) (1 << 30)));
        }
        return bytes.array();
    }

    @Test
    void oneThatAnnouncedItselfAndFellSilentIsLeftOutAndTheMergeIsOnTime() throws IOException {
        var learnt = learnt();
        var silent = agents.get(3);
        var alive = agents.subList(0, 3);
        grid.at(-1, 20, alive);
        finish(alive);
        learnt.remove(silent);
        assertThat(grid.merged().all(GlobalModel.class))
                .extracting(GlobalModel::hash)
                .containsExactly(meanOf(learnt));
        assertThat(grid.merged().all(ModelRefusal.class))
                .containsExactly(
                        new ModelRefusal(silent, "it announced itself and did not send its masked update in time"));
        assertThat(grid.said().warned()).isEmpty();
    }

    @Test
    void whoSendsAndShowsNoSeedCostsTheMergeAndTheLedgerSaysSo() throws IOException {
        grid.at(-1, 20, agents);
        finish(agents.subList(0, 3));
        assertThat(grid.merged().all(ModelUpdate.class)).isEmpty();
        assertThat(grid.merged().all(ModelRefusal.class))
                .hasSize(6)
                .extracting(ModelRefusal::reason)
                .containsOnly(agents.get(3) + " announced itself and did not deliver: the sum stays masked");
        assertThat(grid.merged().all(GlobalModel.class))
                .extracting(GlobalModel::version)
                .containsExactly(1);
        assertThat(grid.model(1).values()).isEqualTo(grid.first().values());
    }

    /** On a list of which all others are the market's, its update would be seen in the sum; and so on a forged one. */
    @Test
    void agentsMaskNothingForAListThatIsTooSmallForgedOrNotOfThoseHomes() throws IOException {
        var last = grid.everybody().get(5).text();
        assertRefused(
                0,
                words -> words.replace("\"here\":false", "\"here\":true"),
                "0 pairs that the market does not train, the least is 3");
        assertRefused(
                1,
                words -> words.replaceFirst("\\.[A-Za-z0-9_-]{20}([A-Za-z0-9_-]+\")", ".AAAAAAAAAAAAAAAAAAAA$1"),
                "the signature is not that of prosumer:");
        assertRefused(
                2,
                words -> words.replace("\"home\":\"" + last + '"', "\"home\":\"XX\""),
                "the list has XX with an announcement of prosumer:" + last);
        assertRefused(
                3,
                words -> words.replaceAll("\\{\"home\":\"" + agents.get(3).text() + "\"[^}]*},?", ""),
                "the list does not have what " + agents.get(3) + " announced");
        finish(agents);
        assertThat(market.arrived()).allSatisfy(body -> assertThat(body.length).isLessThan(50_000));
        assertThat(grid.merged().all(ModelRefusal.class))
                .filteredOn(refusal -> agents.contains(refusal.prosumer()))
                .hasSize(4);
        assertThat(grid.merged().all(GlobalModel.class))
                .extracting(GlobalModel::version)
                .containsExactly(1);
    }

    private void assertRefused(int agent, UnaryOperator<String> lie, String why) throws IOException {
        market.tells(lie);
        grid.at(-1, 20, List.of(agents.get(agent)));
        market.tells(UnaryOperator.identity());
        assertThat(grid.said().warned())
                .last()
                .asString()
                .contains("this home takes no part in the merge into version 1: ", why);
    }

    @Test
    void whatIsForgedOrReplayedIsRefusedAndKept() throws IOException {
        grid.setClock(-1, 10);
        var own = grid.party(agents.get(0));
        var other = grid.party(agents.get(1));
        var calls = MaskedGrid.calls(market.address(), own);
        var forged = announcement(own, 1, 32);
        assertThat(calls.announce(forged.sign(other.key())))
                .hasValueSatisfying(why -> assertThat(why).contains("the signature is not that of prosumer:"));
        assertThat(calls.announce(forged.sign(own.key())))
                .as("it announced itself when the minute began")
                .hasValueSatisfying(why -> assertThat(why).contains("has announced itself for version 1 already"));
        assertThat(calls.announce(announcement(own, 2, 32).sign(own.key())))
                .hasValueSatisfying(why -> assertThat(why).contains("version 1 is merged next"));
        grid.setClock(-1, 20);
        assertThat(calls.announce(forged.sign(own.key())))
                .hasValueSatisfying(why -> assertThat(why).contains("are taken from"));
        assertThat(grid.refused())
                .filteredOn(letter -> letter.door().equals("rounds"))
                .hasSize(4)
                .extracting(DeadLetter::text)
                .contains(forged.sign(other.key()));
    }

    @Test
    void keysAreTheLedgersAndPeersAreThoseThatTheOwnerKnows() throws IOException {
        grid.at(-1, 20, List.of());
        var own = grid.party(agents.get(0));
        var calls = MaskedGrid.calls(market.address(), own);
        var answer = calls.round();
        var copy = calls.registry();
        assertThat(answer.list()).hasSize(6);
        assertThat(verified(own, answer, copy, knowing(1, 2)).announced()).hasSize(6);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> verified(own, answer, copy, knowing(0, 1)))
                .withMessage("the list has 1 of your peers, the least is 2");
        var others = List.of(line(1), line(2), agents.get(3).account() + ' ' + key(2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> verified(own, answer, copy, Optional.of(others)))
                .withMessageStartingWith("the ledger has the key " + key(3));

        var moved = copy.lines().stream()
                .map(line -> line.startsWith("key|" + own.party().account()) ? line.replace(key(0), key(1)) : line)
                .toList();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> verified(own, answer, with(copy, moved, copy.block()), Optional.empty()))
                .withMessage("the lines do not lead to the block's registry");
        var bent = copy.block().replace('|' + own.grid().text() + '|', "|elsewhere|");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> verified(own, answer, with(copy, copy.lines(), bent), Optional.empty()))
                .withMessage("the block's hash is not the hash of its fields");
    }

    private static RegistryCopy with(RegistryCopy copy, List<String> lines, String block) {
        return new RegistryCopy(
                block, lines, copy.model(), copy.path(), copy.signers(), copy.checkpoint(), copy.signatures());
    }

    private RoundList verified(AgentParty own, RoundAnswer answer, RegistryCopy copy, Optional<List<String>> peers) {
        var check = new ListCheck(
                own.grid(),
                Trust.NOBODY,
                peers.flatMap(lines -> Trust.NOBODY.withKeys(lines).keys()));
        return check.verified(
                answer,
                grid.first().file().hash(),
                (ProsumerId) own.party(),
                copy,
                new ShownRoots(),
                MaskedGrid.minutes(-10));
    }

    /** Lines of these agents' keys. */
    private Optional<List<String>> knowing(int... numbers) {
        return Optional.of(IntStream.of(numbers).mapToObj(this::line).toList());
    }

    private String line(int agent) {
        return agents.get(agent).account() + ' ' + key(agent);
    }

    private String key(int agent) {
        return grid.party(agents.get(agent)).key().publicKey().text();
    }

    private AnnouncementToken announcement(AgentParty own, int into, long samples) {
        return new AnnouncementToken(
                own.party(),
                own.grid(),
                into,
                grid.first().file().hash(),
                samples,
                MaskKey.text(Masking.fresh().getPublic()));
    }
}
