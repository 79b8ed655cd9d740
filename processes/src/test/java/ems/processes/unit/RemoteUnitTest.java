package ems.processes.unit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.ledger.chain.HeaderText;
import ems.ledger.export.ExportedBlock;
import ems.ledger.key.SigningKey;
import ems.ledger.note.NoteSigner;
import ems.ledger.tree.Sha256;
import ems.ledger.unit.Proposal;
import ems.ledger.unit.RoadSideUnit;
import ems.ledger.unit.UnitAnswer;
import ems.market.ledger.BlockHeader;
import ems.market.ledger.StateRoots;
import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Validators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/** Each answer of a unit comes over HTTP as it was given, and what is no question gets a reason. */
class RemoteUnitTest {

    private static final GridId GRID = new GridId("home");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final NoteSigner market = new NoteSigner("market", SigningKey.generate(RANDOM));
    private final List<String> said = new CopyOnWriteArrayList<>();
    private RoadSideUnit unit;
    private UnitServer server;
    private RemoteUnit remote;

    @BeforeEach
    void start() throws Exception {
        var signer = new NoteSigner("rsu-1", SigningKey.generate(RANDOM));
        unit = new RoadSideUnit(GRID, signer, Optional.empty(), folder);
        server = new UnitServer(unit, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), said::add);
        remote = new RemoteUnit(server.address(), http, PATIENCE);
    }

    @AfterEach
    void end() throws IOException {
        server.close();
        unit.close();
    }

    private Proposal proposal(GridId grid, long height) {
        var nothing = "0".repeat(64);
        var header = HeaderText.hashed(
                new BlockHeader(
                        new PeriodKey(grid, new MatchingPeriod(Instant.parse("2026-01-31T12:00:00Z"))),
                        height,
                        0,
                        nothing,
                        new StateRoots(nothing, nothing, nothing, nothing),
                        nothing,
                        HeaderText.NO_PREVIOUS,
                        ""),
                new Sha256());
        return new Proposal(market.verifier(), new ExportedBlock(header, "", false, List.of()));
    }

    @Test
    void it_tells_how_it_stands() throws Exception {
        assertThat(remote.standing()).isEqualTo(unit.standing());
    }

    @Test
    void what_it_needs_and_why_it_refuses_arrive() throws Exception {
        assertThat(remote.judge(proposal(GRID, 3))).isEqualTo(new UnitAnswer.Behind(0));
        assertThat(remote.judge(proposal(new GridId("other"), 0)))
                .isEqualTo(new UnitAnswer.Refused("it is of grid other, and this unit signs for home"));
        assertThat(remote.standing().refusal()).contains("it is of grid other, and this unit signs for home");
        assertThat(said)
                .as("whoever watches it reads of each block that it judges")
                .containsExactly("refuses block 0 of period 2026-01-31T12:00:00Z: it is of grid other, and this unit"
                        + " signs for home");
    }

    @Test
    void what_its_owner_must_do_before_it_votes_arrives() throws Exception {
        var next = new Validators(1, List.of(unit.standing().key()));
        assertThat(remote.vote(next))
                .isEqualTo(new UnitAnswer.Refused("it signs no blocks of grid home, and has no vote"));
        assertThat(remote.vote(next)).isEqualTo(unit.vote(next));
        var address = HttpRequest.newBuilder(server.address().resolve(UnitServer.VOTES));
        assertThat(answer(address.GET())).isEqualTo("405 validators are sent with POST");
        assertThat(answer(address.POST(BodyPublishers.ofString("quorum 1\nrsu-1"))))
                .startsWith("400 'rsu-1' is no validator's key");
        assertThat(answer(address.POST(BodyPublishers.ofString("quorum 1\n".repeat(10_000)))))
                .isEqualTo("400 the validators have more than 60000 bytes");
    }

    @Test
    void what_is_no_block_is_answered_with_a_reason() throws Exception {
        var address = server.address().resolve(UnitServer.BLOCKS);
        var bare = HttpRequest.newBuilder(address);
        assertThat(answer(bare.POST(BodyPublishers.ofString("a block"))))
                .isEqualTo("400 the header Market with the market's key is missing");
        var from = bare.header(UnitServer.MARKET, market.verifier().text());
        assertThat(answer(from.POST(BodyPublishers.ofString("a block")))).startsWith("400 the body is not gzipped");
        assertThat(answer(from.GET())).isEqualTo("405 a block is sent with POST");
        assertThat(answer(HttpRequest.newBuilder(server.address().resolve("/elsewhere"))))
                .startsWith("404 no such address");
    }

    private String answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(request.build(), BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    @Test
    void one_that_is_away_or_does_not_answer_is_given_up() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var hangs = new RemoteUnit(
                    URI.create("http://127.0.0.1:" + silent.getLocalPort()), http, Duration.ofMillis(200));
            assertThatIOException().isThrownBy(hangs::standing).withMessageContaining("does not answer within 200 ms");
        }
        server.close();
        assertThatIOException().isThrownBy(remote::standing).withMessageContaining("cannot be reached");
    }
}
