package ems.chains.iota;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ems.chains.client.FakeNode;
import ems.market.ledger.AnchorMissing;
import ems.market.ledger.AnchorUnavailable;
import ems.market.ledger.BlockHeader;
import ems.market.ledger.StateRoots;
import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.quantity.MatchingPeriod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Against a node on this machine that keeps what it is sent, as a chain does. */
class IotaAnchorTest {

    private static final String EXECUTE = "iota_executeTransactionBlock";
    private static final String DONE = "{\"effects\":{\"status\":{\"status\":\"success\"}}}";
    private static final GridId HOME = new GridId("home");
    private static final ObjectId PACKAGE = ObjectId.parse("0x2");

    @TempDir
    Path folder;

    private final List<String> executed = new ArrayList<>();
    private FakeNode node;
    private IotaKey key;

    @BeforeEach
    void start() throws IOException {
        key = IotaNotarizationTest.key(folder, "07".repeat(32));
        node = new FakeNode()
                .answers("iotax_getReferenceGasPrice", "\"1000\"")
                .answers("iotax_getCoins", "{\"data\":[" + coin(1, 5) + "," + coin(2, 50_000_000) + "]}")
                .refuses("iota_getTransactionBlock", "{\"code\":-32602,\"message\":\"Could not find it\"}")
                .answers("iota_dryRunTransactionBlock", DONE)
                .answersBy(EXECUTE, this::executed)
                .answersBy("iotax_queryTransactionBlocks", this::history);
    }

    @AfterEach
    void close() {
        node.close();
    }

    private static String coin(int id, long balance) {
        return "{\"coinObjectId\":\"0x" + id + "\",\"version\":\"7\",\"digest\":\"" + Base58.of(new byte[32])
                + "\",\"balance\":\"" + balance + "\"}";
    }

    private String executed(JsonNode params) {
        executed.add(params.path(0).asText());
        return DONE;
    }

    /** The newest first, two on a page. */
    private String history(JsonNode params) {
        int from = params.path(1).isNull() ? 0 : Integer.parseInt(params.path(1).asText());
        List<String> page = new ArrayList<>();
        for (int i = from; i < Math.min(executed.size(), from + 2); i++) {
            page.add(given(executed.get(executed.size() - 1 - i)));
        }
        return "{\"data\":" + page + ",\"nextCursor\":\"" + (from + 2) + "\",\"hasNextPage\":"
                + (from + 2 < executed.size()) + "}";
    }

    /** A transaction as nodes give it back: one, with its intent. */
    private static String given(String base64) {
        byte[] bytes = new Bcs()
                .length(1)
                .raw(new byte[3])
                .raw(Base64.getDecoder().decode(base64))
                .written();
        return "{\"rawTransaction\":\"" + Base64.getEncoder().encodeToString(bytes) + "\"," + DONE.substring(1);
    }

    private IotaAccess access(URI url, long ceiling, long budget) {
        return new IotaAccess(url, key, PACKAGE, ceiling, budget, Duration.ofDays(3650), Duration.ofSeconds(10));
    }

    private IotaAnchor opened() {
        return new IotaAnchor(access(node.url(), 1000, 10_000_000));
    }

    private static BlockHeader header(long height) {
        return header(HOME, height, String.format("%064x", height));
    }

    private static BlockHeader header(GridId grid, long height, String hash) {
        var period = new MatchingPeriod(Instant.ofEpochSecond(1_800_000_000 + 60 * height));
        return new BlockHeader(
                new PeriodKey(grid, period), height, 1, "", new StateRoots("", "", "", ""), "", "", hash);
    }

    private List<JsonNode> calls(String method) {
        return node.requests().stream()
                .filter(request -> request.path("method").asText().equals(method))
                .toList();
    }

    @Test
    void aHeaderIsOneTransactionPaidByTheCoinThatIsWorthMost() {
        opened().publish(header(0));
        var coin = new GasCoin(ObjectId.parse("0x2"), 7, new byte[32]);
        var unlockAt = header(0).key().period().end().plus(Duration.ofDays(3650));
        var expected =
                new IotaNotarization(PACKAGE, new byte[32], "home/0", unlockAt).signed(key, coin, 1000, 10_000_000);
        var params = calls(EXECUTE).get(0).path("params");
        assertThat(params.path(0).asText()).isEqualTo(expected.bytes());
        assertThat(params.path(1).path(0).asText()).isEqualTo(expected.signature());
        assertThat(params.path(3).asText()).isEqualTo("WaitForLocalExecution");
    }

    @Test
    void whatIsPublishedIsNotSentAgainNotEvenAfterARestart() {
        var anchor = opened();
        for (long height = 0; height < 5; height++) {
            anchor.publish(header(height));
        }
        anchor.publish(header(4));
        opened().publish(header(4));
        opened().publish(header(0));
        assertThat(executed).hasSize(5);
        opened().publish(header(5));
        assertThat(executed).hasSize(6);
    }

    @Test
    void anotherHashAtAPublishedHeightIsRefusedWithBoth() {
        var anchor = opened();
        anchor.publish(header(0));
        anchor.publish(header(1));
        anchor.publish(header(2));
        var other = header(HOME, 0, "f".repeat(64));
        for (IotaAnchor each : List.of(anchor, opened())) {
            assertThatThrownBy(() -> each.publish(other))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("f".repeat(64))
                    .hasMessageContaining("0".repeat(64));
        }
    }

    @Test
    void aGapIsLeftForTheHeightsThatAreMissing() {
        opened().publish(header(0));
        assertThatThrownBy(() -> opened().publish(header(2)))
                .isInstanceOfSatisfying(
                        AnchorMissing.class,
                        missing -> assertThat(missing.next()).isEqualTo(1))
                .hasMessageContaining("publish from 1 on, not 2");
    }

    @Test
    void gridsAreToldApart() {
        var other = header(new GridId("other"), 7, "a".repeat(64));
        opened().publish(header(0));
        opened().publish(other);
        opened().publish(header(1));
        opened().publish(other);
        assertThat(executed).hasSize(3);
    }

    @Test
    void aLostAnswerIsNoReasonToNotarizeTwice() {
        var anchor = opened();
        node.answersBy(EXECUTE, params -> {
            executed(params);
            return "{}";
        });
        assertThatThrownBy(() -> anchor.publish(header(0)))
                .isInstanceOf(AnchorUnavailable.class)
                .hasMessageContaining("no outcome");
        node.answers("iota_getTransactionBlock", DONE);
        anchor.publish(header(0));
        assertThat(executed).hasSize(1);
        assertThat(calls("iota_getTransactionBlock")).hasSize(1);
    }

    @Test
    void aLostRequestIsSentAgainAsItWas() {
        var anchor = opened();
        node.answers(EXECUTE, "{}");
        assertThatThrownBy(() -> anchor.publish(header(0))).isInstanceOf(AnchorUnavailable.class);
        node.answersBy(EXECUTE, this::executed).answers("iotax_getCoins", "{\"data\":[" + coin(3, 90_000_000) + "]}");
        anchor.publish(header(0));
        assertThat(executed).hasSize(1);
        assertThat(calls(EXECUTE).get(1)).isEqualTo(calls(EXECUTE).get(0));
    }

    @Test
    void aTransactionThatFailsIsToldWithItsReasonAndMadeAnew() {
        var anchor = opened();
        node.answers(
                EXECUTE, "{\"effects\":{\"status\":{\"status\":\"failure\",\"error\":\"MoveAbort EPastTimestamp\"}}}");
        assertThatThrownBy(() -> anchor.publish(header(0)))
                .isInstanceOf(AnchorUnavailable.class)
                .hasMessageContaining("EPastTimestamp");
        node.answersBy(EXECUTE, this::executed);
        anchor.publish(header(0));
        assertThat(executed).hasSize(1);
    }

    @Test
    void aTransactionThatWouldFailIsNotPaidFor() {
        node.answers(
                "iota_dryRunTransactionBlock",
                "{\"effects\":{\"status\":{\"status\":\"failure\",\"error\":\"MoveAbort EPastTimestamp\"}}}");
        assertThatThrownBy(() -> opened().publish(header(0)))
                .isInstanceOf(AnchorUnavailable.class)
                .hasMessageContaining("EPastTimestamp");
        assertThat(calls(EXECUTE)).isEmpty();
    }

    @Test
    void aRefusedTransactionIsMadeAnew() {
        var anchor = opened();
        node.refuses(EXECUTE, "{\"code\":-32002,\"message\":\"object version unavailable\"}");
        assertThatThrownBy(() -> anchor.publish(header(0)))
                .isInstanceOf(AnchorUnavailable.class)
                .hasMessageContaining("object version unavailable");
        node.answersBy(EXECUTE, this::executed).answers("iotax_getCoins", "{\"data\":[" + coin(3, 90_000_000) + "]}");
        anchor.publish(header(0));
        assertThat(executed).hasSize(1);
        assertThat(calls(EXECUTE).get(1)).isNotEqualTo(calls(EXECUTE).get(0));
    }

    @Test
    void priceAndBudgetHaveCeilings() {
        assertThatThrownBy(() -> new IotaAnchor(access(node.url(), 999, 1)).publish(header(0)))
                .isInstanceOf(AnchorUnavailable.class)
                .hasMessageContaining("asks 1000 nanos per unit of gas, above the ceiling of 999");
        assertThatThrownBy(() -> new IotaAnchor(access(node.url(), 1000, 50_000_001)).publish(header(0)))
                .isInstanceOf(AnchorUnavailable.class)
                .hasMessageContaining("no coin of " + key.address());
        assertThat(executed).isEmpty();
        var url = node.url();
        assertThatThrownBy(() -> access(url, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> access(url, 1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "iotax_getReferenceGasPrice|\"-1\"",
                "iotax_getReferenceGasPrice|{}",
                "iotax_getCoins|{\"data\":[{\"balance\":\"much\"}]}",
                "iotax_getCoins|{\"data\":[{\"balance\":\"50000000\",\"coinObjectId\":\"7\"}]}",
                "iotax_queryTransactionBlocks|{}",
                "iotax_queryTransactionBlocks|{\"data\":[{}]}",
                "iotax_queryTransactionBlocks|{\"data\":[{\"rawTransaction\":\"?\",\"effects\":{\"status\":{\"status\":\"success\"}}}]}",
                "iota_dryRunTransactionBlock|{}",
                "iota_executeTransactionBlock|null",
            })
    void anAnswerThatIsNoneLeavesTheHeaderInTheQueue(String method, String answer) {
        node.answers(method, answer);
        assertThatThrownBy(() -> opened().publish(header(0)))
                .isInstanceOf(AnchorUnavailable.class)
                .hasMessageContaining("the node at");
    }

    @Test
    void aHeaderWithoutAHashIsRefused() {
        assertThatThrownBy(() -> opened().publish(header(HOME, 0, "12")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hash '12'");
        assertThat(node.requests()).isEmpty();
    }

    @Test
    void transactionsOfAnotherMakeAreNotRead() {
        opened().publish(header(0));
        byte[] whole = new Bcs()
                .length(1)
                .raw(new byte[3])
                .raw(Base64.getDecoder().decode(executed.get(0)))
                .written();
        assertThat(NotarizedBlock.read(whole)).contains(new NotarizedBlock(HOME, 0, "0".repeat(64)));
        for (int length = 0; length < 93; length++) {
            assertThat(NotarizedBlock.read(Arrays.copyOf(whole, length))).isEmpty();
        }
        for (int place : new int[] {0, 4, 5, 6, 50, 51, 52, 85, 86, 87, 88}) {
            byte[] other = whole.clone();
            other[place] ^= 0x55;
            assertThat(NotarizedBlock.read(other)).as("byte " + place).isEmpty();
        }
    }
}
