package ems.chains.evm;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.OptionalLong;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.market.ledger.AnchorMissing;
import ems.market.ledger.AnchorUnavailable;
import ems.market.ledger.BlockHeader;
import ems.market.party.GridId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** On a real node; each test has contracts of its own. */
class EvmAnchorTest {

    private static final String SEND = "eth_sendRawTransaction";

    @TempDir
    static Path folder;

    private static Anvil anvil;

    private final List<EvmAnchor> anchors = new ArrayList<>();
    private Relay relay;
    private ContractAddresses contracts;

    @BeforeAll
    static void start() throws IOException {
        if (Anvil.isInstalled()) {
            anvil = Anvil.started(folder);
        }
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (anvil != null) {
            anvil.close();
        }
    }

    @BeforeEach
    void deploy() throws IOException {
        Anvil.assumeInstalled();
        relay = new Relay(anvil.url());
        contracts = new ContractDeployment(access(0)).deploy();
    }

    @AfterEach
    void close() {
        anchors.forEach(EvmAnchor::close);
        if (relay != null) {
            relay.close();
            assertThat(relay.seen().stream().map(Relay.Seen::method))
                    .isNotEmpty()
                    .doesNotContainAnyElementsOf(Wasp.LACKS);
        }
    }

    private ChainAccess access(int key) throws IOException {
        return new ChainAccess(relay.url(), key(key), OptionalLong.of(Anvil.CHAIN_ID), Anvil.GAS_PRICE, Anvil.PATIENCE);
    }

    private static OperatorKey key(int number) throws IOException {
        return Keys.of(folder, Anvil.KEYS.get(number));
    }

    /** As after a restart of the market: it remembers nothing. */
    private EvmAnchor opened() throws IOException {
        return opened(access(0));
    }

    private EvmAnchor opened(ChainAccess access) {
        var anchor = new EvmAnchor(access, contracts);
        anchors.add(anchor);
        return anchor;
    }

    private List<PublishedAnchor> published() {
        return new PublishedAnchors(anvil.url(), contracts, Anvil.PATIENCE).of(Headers.HOME);
    }

    @Test
    void eachHeaderIsOneBatchOfItsStatesAndItsAnchor() throws IOException {
        var anchor = opened();
        int before = relay.seen(SEND).size();
        for (long height = 0; height < 3; height++) {
            anchor.publish(Headers.at(height));
        }
        var sent = relay.seen(SEND);
        assertThat(published()).isEqualTo(Headers.anchorsUpTo(2));
        assertThat(sent.subList(before, sent.size())).hasSize(3 * 5);
        assertThat(sent.subList(before, sent.size()).stream()
                        .map(Relay.Seen::request)
                        .distinct())
                .hasSize(3);
    }

    @Test
    void whatIsPublishedIsNotSentAgainNotEvenAfterARestart() throws IOException {
        var anchor = opened();
        anchor.publish(Headers.at(0));
        anchor.publish(Headers.at(1));
        int sent = relay.seen(SEND).size();
        anchor.publish(Headers.at(1));
        anchor.publish(Headers.at(0));
        opened().publish(Headers.at(0));
        opened().publish(Headers.at(1));
        assertThat(relay.seen(SEND)).hasSize(sent);
        opened().publish(Headers.at(2));
        assertThat(published()).isEqualTo(Headers.anchorsUpTo(2));
    }

    @Test
    void anotherHashAtAPublishedHeightIsRefusedWithBoth() throws IOException {
        opened().publish(Headers.at(0));
        var other = Headers.rewritten(Headers.at(0));
        for (EvmAnchor anchor : List.of(anchors.get(0), opened())) {
            assertThatThrownBy(() -> anchor.publish(other))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(other.hash())
                    .hasMessageContaining(Headers.at(0).hash());
        }
        assertThat(published()).isEqualTo(Headers.anchorsUpTo(0));
    }

    @Test
    void aGapIsLeftForTheHeightsThatAreMissing() throws IOException {
        opened().publish(Headers.at(0));
        assertThatThrownBy(() -> opened().publish(Headers.at(2)))
                .isInstanceOfSatisfying(
                        AnchorMissing.class,
                        missing -> assertThat(missing.next()).isEqualTo(1))
                .hasMessageContaining("takes height 1 of grid home next");
        assertThat(published()).isEqualTo(Headers.anchorsUpTo(0));
    }

    @Test
    void aLostAnswerIsNoReasonToSendTwice() throws IOException {
        var anchor = opened();
        anchor.publish(Headers.at(0));
        int sent = relay.seen(SEND).size();
        relay.loseTheNextAnswer(SEND);
        assertThatThrownBy(() -> anchor.publish(Headers.at(1))).isInstanceOf(AnchorUnavailable.class);
        anchor.publish(Headers.at(1));
        assertThat(relay.seen(SEND)).hasSize(sent + 5);
        assertThat(published()).isEqualTo(Headers.anchorsUpTo(1));
    }

    @Test
    void aLostAnswerIsNoReasonToSendTwiceAfterARestart() throws IOException {
        opened().publish(Headers.at(0));
        int sent = relay.seen(SEND).size();
        relay.loseTheNextAnswer(SEND);
        assertThatThrownBy(() -> anchors.get(0).publish(Headers.at(1))).isInstanceOf(AnchorUnavailable.class);
        opened().publish(Headers.at(1));
        assertThat(relay.seen(SEND)).hasSize(sent + 5);
        assertThat(published()).isEqualTo(Headers.anchorsUpTo(1));
    }

    @Test
    void aLostRequestIsSentWithTheNextAttempt() throws IOException {
        var anchor = opened();
        relay.loseTheNextRequest(SEND);
        assertThatThrownBy(() -> anchor.publish(Headers.at(0))).isInstanceOf(AnchorUnavailable.class);
        anchor.publish(Headers.at(0));
        assertThat(published()).isEqualTo(Headers.anchorsUpTo(0));
    }

    @Test
    void anyLostAnswerIsMadeGood() throws IOException {
        var anchor = opened();
        long height = 0;
        for (String method : List.of(
                "eth_getTransactionCount", "eth_call", "eth_gasPrice", "eth_getTransactionReceipt", "eth_chainId")) {
            relay.loseTheNextAnswer(method);
            Market.insists(anchor, Headers.at(height));
            height++;
        }
        assertThat(published()).isEqualTo(Headers.anchorsUpTo(height - 1));
    }

    @Test
    void anotherKeyIsRefusedInWords() throws IOException {
        int sent = relay.seen(SEND).size();
        var stranger = opened(access(1));
        assertThatThrownBy(() -> stranger.publish(Headers.at(0)))
                .isInstanceOf(AnchorUnavailable.class)
                .hasMessageContaining("takes heights from its operator " + key(0).address() + " only")
                .hasMessageContaining("the key is of " + key(1).address());
        assertThat(relay.seen(SEND)).hasSize(sent);
    }

    @Test
    void anotherChainIsRefused() throws IOException {
        int sent = relay.seen(SEND).size();
        var wrong =
                opened(new ChainAccess(relay.url(), key(0), OptionalLong.of(1074), Anvil.GAS_PRICE, Anvil.PATIENCE));
        assertThatThrownBy(() -> wrong.publish(Headers.at(0)))
                .isInstanceOf(AnchorUnavailable.class)
                .hasMessageContaining("serves chain 31337, not 1074");
        assertThat(relay.seen(SEND)).hasSize(sent);
    }

    @Test
    void aPriceAboveTheCeilingIsNotPaid() throws IOException {
        int sent = relay.seen(SEND).size();
        var thrifty =
                opened(new ChainAccess(relay.url(), key(0), OptionalLong.empty(), BigInteger.TEN, Anvil.PATIENCE));
        assertThatThrownBy(() -> thrifty.publish(Headers.at(0)))
                .isInstanceOf(AnchorUnavailable.class)
                .hasMessageContaining("above the ceiling of 10 wei");
        assertThat(relay.seen(SEND)).hasSize(sent);
    }

    @Test
    void aPlaceWithoutAContractIsTold() throws IOException {
        var all = new EnumMap<>(contracts.all());
        all.put(ChainContract.MATCHING, new Address("0x" + "12".repeat(20)));
        contracts = new ContractAddresses(all, 0);
        assertThatThrownBy(() -> opened().publish(Headers.at(0)))
                .isInstanceOf(AnchorUnavailable.class)
                .hasMessageContaining("there is no contract Matching at 0x1212");
    }

    @Test
    void aNodeThatIsAwayIsToldWithItsAddress() throws IOException {
        var away = opened(new ChainAccess(
                URI.create("http://127.0.0.1:1/secret"),
                key(0),
                OptionalLong.empty(),
                Anvil.GAS_PRICE,
                Anvil.PATIENCE));
        assertThatThrownBy(() -> away.publish(Headers.at(0)))
                .isInstanceOf(AnchorUnavailable.class)
                .hasMessageContaining("http://127.0.0.1:1 does not answer")
                .hasMessageNotContaining("secret");
    }

    @Test
    void twoGridsShareTheContracts() throws IOException {
        var other = Headers.at(new GridId("other"), 0, Headers.lines(3));
        var anchor = opened();
        anchor.publish(Headers.at(0));
        anchor.publish(other);
        assertThat(published()).isEqualTo(Headers.anchorsUpTo(0));
        assertThat(new PublishedAnchors(anvil.url(), contracts, Anvil.PATIENCE)
                        .of(other.key().grid()))
                .containsExactly(new PublishedAnchor(0, other.hash()));
    }

    @Test
    void aHeaderWithoutHashesIsRefusedBeforeAnythingIsSent() throws IOException {
        var good = Headers.at(0);
        var bad = new BlockHeader(good.key(), 0, 1, good.root(), good.states(), "", good.previous(), good.hash());
        int seen = relay.seen().size();
        assertThatThrownBy(() -> opened().publish(bad))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("log root '' is not 64 hex digits, lower case");
        assertThat(relay.seen()).hasSize(seen);
    }
}
