package ems.processes.agent;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ems.forecasting.federation.GlobalParameters;
import ems.forecasting.pair.LocalModel;
import ems.ledger.chain.HeaderText;
import ems.ledger.contract.State;
import ems.ledger.receipt.RegistryCopy;
import ems.ledger.receipt.Trust;
import ems.ledger.tree.MerkleTree;
import ems.ledger.tree.Sha256;
import ems.market.ledger.BlockHeader;
import ems.market.ledger.StateRoots;
import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.GlobalModel;

import static org.assertj.core.api.Assertions.assertThat;

/** An agent learns from the model that it was served, and says so if the ledger names another one. */
class ServedModelTest {

    private static final GridId GRID = new GridId("demo");
    private static final String ROOT = "0".repeat(64);
    private static final MatchingPeriod NOON = MatchingPeriod.parse("2026-06-21T12:00:00Z");

    private final SaidLines said = new SaidLines();
    private HttpServer market;
    private RegistryCopy shown = copy(0, ROOT);
    private int asked;
    private ServedModel served;

    @BeforeEach
    void open() throws IOException {
        market = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        market.createContext("/api/grids/demo/agents/registry", exchange -> {
            asked++;
            byte[] body = new ObjectMapper().writeValueAsBytes(shown);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        market.start();
        var address = URI.create("http://127.0.0.1:" + market.getAddress().getPort() + "/");
        var calls = new AgentCalls(address, GRID, Optional.empty(), Duration.ofSeconds(30));
        served = new ServedModel(GRID, calls, Trust.NOBODY, new ShownRoots(), said.voice());
    }

    @AfterEach
    void close() {
        market.stop(0);
    }

    private static GlobalParameters model(int version) {
        return new GlobalParameters(LocalModel.SHAPE, version, NOON, new float[LocalModel.SHAPE.parameters()]);
    }

    private static RegistryCopy copy(int version, String hash) {
        return copy(version, hash, 0);
    }

    /** A ledger of which the newest block names this model. */
    private static RegistryCopy copy(int version, String hash, int height) {
        var registry = State.of(Map.of("agent|prosumer:L1", "enrolled|0"));
        var model = State.of(Map.of("model", new GlobalModel(version, NOON, "mean", 0, hash).text()));
        var header = HeaderText.hashed(
                new BlockHeader(
                        new PeriodKey(GRID, NOON),
                        height,
                        0,
                        ROOT,
                        new StateRoots(registry.root(), ROOT, ROOT, model.root()),
                        ROOT,
                        ROOT,
                        ""),
                new Sha256());
        List<byte[]> hashes = new ArrayList<>(Collections.nCopies(height, new byte[32]));
        hashes.add(HexFormat.of().parseHex(header.hash()));
        var log = MerkleTree.over(hashes, new Sha256());
        return RegistryCopy.of(header, registry, model, log, "", List.of());
    }

    @Test
    void theModelThatTheLedgerNamesIsAskedForUntilItIsNamed() throws IOException {
        served.served(model(1));
        served.check();
        shown = copy(1, model(1).file().hash(), 1);
        served.check();
        served.check();
        assertThat(asked).isEqualTo(2);
        assertThat(said.warned()).isEmpty();
    }

    @Test
    void anotherOneThanTheLedgerNamesIsWrong() throws IOException {
        shown = copy(1, "a".repeat(64));
        served.served(model(1));
        served.check();
        assertThat(said.warned())
                .singleElement()
                .asString()
                .contains(
                        "WRONG: the global model, version 1, that the market served has the hash "
                                + model(1).file().hash(),
                        "and the ledger names " + "a".repeat(64));
        served.check();
        assertThat(asked).isOne();
    }

    @Test
    void aMarketThatShowsNoSoundLedgerIsWrong() throws IOException {
        var sound = copy(1, model(1).file().hash());
        shown = new RegistryCopy(
                sound.block(),
                sound.lines(),
                copy(2, ROOT).model(),
                sound.path(),
                sound.signers(),
                sound.checkpoint(),
                sound.signatures());
        served.served(model(1));
        served.check();
        assertThat(said.warned())
                .singleElement()
                .asString()
                .contains("WRONG: ", "the shared model is not that of the block");
    }

    @Test
    void aMarketThatShowsTwoHistoriesIsWrong() throws IOException {
        served.served(model(1));
        served.check();
        shown = copy(1, model(1).file().hash());
        served.check();
        assertThat(said.warned()).singleElement().asString().contains("WRONG: two histories: the log of 1 blocks");
    }

    @Test
    void withoutAModelNobodyIsAsked() throws IOException {
        served.check();
        assertThat(asked).isZero();
    }
}
