package ems.chains.client;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JsonRpcTest {

    private static final RpcCall HEIGHT = RpcCall.of("height");
    private static final RpcCall PRICE = RpcCall.of("price", "latest");

    private FakeNode node;
    private JsonRpc rpc;

    @BeforeEach
    void start() throws IOException {
        node = new FakeNode();
        rpc = new JsonRpc(node.url(), Duration.ofSeconds(10), Set.of("height", "price"));
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void aCallAndABatchSayTheSame() {
        node.answers("height", "7").answers("price", "\"0x1\"");
        assertThat(rpc.call(HEIGHT).asInt()).isEqualTo(7);
        assertThat(rpc.batch(List.of(PRICE, HEIGHT)).stream().map(RpcAnswer::result))
                .extracting(Object::toString)
                .containsExactly("\"0x1\"", "7");
        assertThat(node.requests()).hasSize(2);
        assertThat(node.requests().get(0))
                .hasToString("{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"height\",\"params\":[]}");
    }

    @Test
    void anAnswerOutOfOrderFindsItsCall() {
        node.says(200, "[{\"id\":1,\"result\":\"b\"},{\"id\":0,\"result\":\"a\"}]");
        assertThat(rpc.batch(List.of(HEIGHT, PRICE)).stream()
                        .map(answer -> answer.result().asText()))
                .containsExactly("a", "b");
    }

    @Test
    void anotherMethodIsNotCalled() {
        assertThatThrownBy(() -> rpc.call(RpcCall.of("eth_getProof")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("eth_getProof is none of the methods");
        assertThat(node.requests()).isEmpty();
    }

    @Test
    void aRefusalHasTheNodesWordsAndTheContracts() {
        node.answers("height", "7")
                .refuses("price", "{\"code\":3,\"message\":\"re\\u0000verted\",\"data\":\"0x12345678\"}");
        var answers = rpc.batch(List.of(HEIGHT, PRICE));
        assertThat(answers.get(0).result().asInt()).isEqualTo(7);
        assertThatThrownBy(() -> answers.get(1).result())
                .isInstanceOf(RpcRefusal.class)
                .hasMessage("the node refuses price: re verted (3)")
                .extracting(e -> ((RpcRefusal) e).data())
                .isEqualTo("0x12345678");
    }

    @Test
    void aRefusalWithAnotherStatusIsARefusal() {
        node.says(400, "{\"id\":0,\"error\":{\"code\":-32000,\"message\":\"no\"}}");
        assertThatThrownBy(() -> rpc.call(HEIGHT)).isInstanceOf(RpcRefusal.class);
        assertThatThrownBy(() -> rpc.batch(List.of(HEIGHT, PRICE))).isInstanceOf(RpcRefusal.class);
    }

    @Test
    void longWordsOfANodeAreCut() {
        node.refuses("height", "{\"code\":1,\"message\":\"" + "x".repeat(10_000) + "\"}");
        assertThatThrownBy(() -> rpc.call(HEIGHT))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200|<html>|no JSON, with status 200",
                "502|<html>|no JSON, with status 502",
                "500|{}|status 500",
                "200|{}|neither result nor error",
                "200|[]|neither result nor error",
                "200|null|neither result nor error",
                "200|' '|neither result nor error",
                "200|{\"error\":7}|neither result nor error",
            })
    void whatIsNoAnswerIsANodeThatIsAway(int status, String said, String words) {
        node.says(status, said);
        assertThatThrownBy(() -> rpc.call(HEIGHT))
                .isInstanceOf(NodeUnavailable.class)
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":0,\"result\":1}",
                "{\"error\":7}",
                "[]",
                "[{\"id\":0,\"result\":1}]",
                "[{\"id\":0,\"result\":1},{\"id\":2,\"result\":1}]",
                "[{\"id\":0,\"result\":1},{\"id\":-1,\"result\":1}]",
                "[{\"id\":0,\"result\":1},{\"id\":\"1\",\"result\":1},{\"id\":1e99,\"result\":1}]",
                "[{\"id\":0,\"result\":1},{\"id\":1}]",
                "[7,8]",
            })
    void aBatchThatIsNotAnsweredWholeIsNot(String said) {
        node.says(200, said);
        assertThatThrownBy(() -> rpc.batch(List.of(HEIGHT, PRICE))).isInstanceOf(NodeUnavailable.class);
    }

    @Test
    void anAnswerWithoutEndIsNotRead() {
        node.says(200, "\"" + "x".repeat(17 << 20) + "\"");
        assertThatThrownBy(() -> rpc.call(HEIGHT))
                .isInstanceOf(NodeUnavailable.class)
                .hasMessageContaining("more than 16777216 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://127.0.0.1/", "127.0.0.1:8545", "http:///x", "/x"})
    void anAddressOfNoNodeIsRefused(String address) {
        var url = URI.create(address.startsWith("127") ? "//" + address : address);
        assertThatThrownBy(() -> new JsonRpc(url, Duration.ofSeconds(1), Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("like http://127.0.0.1:8545");
    }

    @Test
    void noPatienceIsRefused() {
        var url = node.url();
        assertThatThrownBy(() -> new JsonRpc(url, Duration.ZERO, Set.of())).hasMessageContaining("PT0S");
    }

    @Test
    void aNameHoldsNoProvidersKey() {
        var url = URI.create("https://user:pass@node.example/v2/secret?key=secret");
        assertThat(new JsonRpc(url, Duration.ofSeconds(1), Set.of()).name()).isEqualTo("https://node.example");
    }
}
