package ems.chains.evm;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.web3j.crypto.Hash;

import ems.chains.client.FakeNode;
import ems.market.ledger.AnchorMissing;
import ems.market.ledger.AnchorUnavailable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A node that says anything. */
class HostileNodeTest {

    private static final String ZERO = "\"0x" + "0".repeat(64) + "\"";
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofHours(1);

    @TempDir
    Path folder;

    private FakeNode node;

    @BeforeEach
    void start() throws IOException {
        node = new FakeNode()
                .answers("eth_chainId", "\"0x1\"")
                .answers("eth_getTransactionCount", "\"0x0\"")
                .answers("eth_gasPrice", "\"0x0\"")
                .answers("eth_blockNumber", "\"0x5\"")
                .answers("eth_call", ZERO)
                .answers("eth_sendRawTransaction", ZERO)
                .answers("eth_getTransactionByHash", "null")
                .answers("eth_getTransactionReceipt", "null");
    }

    @AfterEach
    void close() {
        node.close();
    }

    private EvmAnchor anchor(Duration receipt) throws IOException {
        var access = new ChainAccess(
                node.url(),
                Keys.of(folder, Anvil.KEYS.get(0)),
                OptionalLong.empty(),
                BigInteger.ZERO,
                new NodeTimeouts(Duration.ofSeconds(10), receipt, SHORT));
        return new EvmAnchor(access, contracts());
    }

    private static ContractAddresses contracts() {
        Map<ChainContract, Address> all = new EnumMap<>(ChainContract.class);
        for (ChainContract contract : ChainContract.values()) {
            all.put(contract, new Address("0x" + ("0" + contract.ordinal()).repeat(20)));
        }
        return new ContractAddresses(all, 0);
    }

    @Test
    void aReceiptThatNeverComesIsNotAwaitedForEver() throws IOException {
        var anchor = anchor(SHORT);
        assertThatThrownBy(() -> anchor.publish(Headers.at(0)))
                .isInstanceOf(AnchorUnavailable.class)
                .hasMessageContaining("in vain")
                .hasMessageContaining("to get into a block");
    }

    @Test
    void closingEndsTheWait() throws IOException {
        var anchor = anchor(LONG);
        node.answersBy("eth_getTransactionReceipt", params -> {
            anchor.close();
            return "null";
        });
        assertThatThrownBy(() -> anchor.publish(Headers.at(0)))
                .isInstanceOf(AnchorUnavailable.class)
                .hasMessageContaining("closed while waiting");
    }

    @Test
    void anInterruptEndsTheWait() throws IOException, InterruptedException {
        var anchor = anchor(LONG);
        var failure = new AtomicReference<Throwable>();
        var publisher = new Thread(() -> {
            try {
                anchor.publish(Headers.at(0));
            } catch (AnchorUnavailable e) {
                failure.set(e);
            }
        });
        node.answersBy("eth_getTransactionReceipt", params -> {
            publisher.interrupt();
            return "null";
        });
        publisher.start();
        publisher.join();
        assertThat(failure.get()).hasMessageContaining("interrupted");
    }

    @Test
    void aRefusedTransactionIsToldInTheNodesWordsAndSentWithTheNextAttempt() throws IOException {
        node.refuses("eth_sendRawTransaction", "{\"code\":-32000,\"message\":\"insufficient funds\"}");
        var anchor = anchor(SHORT);
        for (int attempt = 1; attempt <= 2; attempt++) {
            assertThatThrownBy(() -> anchor.publish(Headers.at(0)))
                    .isInstanceOf(AnchorUnavailable.class)
                    .hasMessageContaining("insufficient funds");
        }
        assertThat(node.requests().stream().filter(request -> request.toString().contains("eth_sendRawTransaction")))
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "eth_chainId|\"0x\"",
                "eth_chainId|null",
                "eth_chainId|\"0xffffffffffffffffffff\"",
                "eth_getTransactionCount|-1",
                "eth_getTransactionCount|{}",
                "eth_gasPrice|\"1\"",
                "eth_call|\"0x00\"",
                "eth_call|\"0xzz\"",
                "eth_call|[]",
                "eth_call|\"0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff\"",
                "eth_getTransactionReceipt|{}",
                "eth_getTransactionReceipt|{\"status\":\"0x1\",\"gasUsed\":\"much\",\"blockNumber\":\"0x1\"}",
            })
    void anAnswerThatIsNoneLeavesTheHeaderInTheQueue(String method, String answer) throws IOException {
        node.answers(method, answer);
        var anchor = anchor(SHORT);
        assertThatThrownBy(() -> anchor.publish(Headers.at(0)))
                .isInstanceOf(AnchorUnavailable.class)
                .hasMessageContaining("the node gives");
    }

    @Test
    void aChainThatLostHeightsThatNobodyRemembersTellsWhichItTakesNext() throws IOException {
        var anchor = anchor(SHORT);
        assertThatThrownBy(() -> anchor.publish(Headers.at(2)))
                .isInstanceOfSatisfying(
                        AnchorMissing.class,
                        missing -> assertThat(missing.next()).isZero())
                .hasMessageContaining("publish from 0 on");
    }

    private PublishedAnchors anchors() {
        return new PublishedAnchors(node.url(), contracts(), NodeTimeouts.USUAL);
    }

    private static String event(String address, String topic, long height) {
        return "{\"address\":\"" + address + "\",\"topics\":[\"" + topic + "\"," + ZERO + ",\"0x"
                + String.format("%064x", height) + "\"],\"data\":\"0x" + "ab".repeat(96) + "\"}";
    }

    private static String anchored(long height) {
        return event(
                contracts().of(ChainContract.STATE_ANCHOR).text(),
                Hash.sha3String("Anchored(bytes32,uint64,bytes32,bytes32,bytes32)"),
                height);
    }

    @Test
    void theAnchorsOfAGridAreLinesOfAnAuditorsFile() {
        node.answers("eth_getLogs", "[" + anchored(0) + "," + anchored(1) + "]");
        assertThat(anchors().of(Headers.HOME).stream().map(PublishedAnchor::line))
                .containsExactly("0 " + "ab".repeat(32), "1 " + "ab".repeat(32));
    }

    @Test
    void theChainIsReadInParts() {
        node.answers("eth_blockNumber", "\"0x" + Long.toHexString(2500) + "\"").answers("eth_getLogs", "[]");
        assertThat(anchors().since(Headers.HOME, 400)).isEqualTo(new PublishedAnchors.Part(List.of(), 2501));
        assertThat(node.requests().stream()
                        .filter(request -> request.toString().contains("eth_getLogs"))
                        .map(request -> request.at("/params/0/fromBlock").asText() + "-"
                                + request.at("/params/0/toBlock").asText()))
                .containsExactly("0x190-0x577", "0x578-0x95f", "0x960-0x9c4");
    }

    @Test
    void aHeightThatIsToldTwiceOrLeftOutIsRefused() {
        for (String events : List.of(anchored(1), anchored(0) + "," + anchored(0), anchored(0) + "," + anchored(2))) {
            node.answers("eth_getLogs", "[" + events + "]");
            assertThatThrownBy(() -> anchors().of(Headers.HOME))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is due");
        }
    }

    @Test
    void anEventOfAnotherContractIsRefused() {
        String address = contracts().of(ChainContract.MATCHING).text();
        node.answers("eth_getLogs", "[" + event(address, "0x00", 0) + "]");
        assertThatThrownBy(() -> anchors().of(Headers.HOME))
                .isInstanceOf(AnchorUnavailable.class)
                .hasMessageContaining("another contract");
    }
}
