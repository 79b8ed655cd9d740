package ems.chains.evm;

import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import ems.chains.client.JsonRpc;
import ems.chains.client.RpcAnswer;
import ems.chains.client.RpcCall;

/**
 * A node of a chain. It is asked with what IOTA EVM (Wasp), Besu and the others all implement: no filters, no fee history,
 * no proofs of the chain's own.
 */
final class EvmNode {

    static final Set<String> METHODS = Set.of(
            "eth_blockNumber",
            "eth_call",
            "eth_chainId",
            "eth_gasPrice",
            "eth_getLogs",
            "eth_getTransactionByHash",
            "eth_getTransactionCount",
            "eth_getTransactionReceipt",
            "eth_sendRawTransaction");

    private static final String LATEST = "latest";

    private final JsonRpc rpc;

    EvmNode(URI url, Duration patience) {
        this.rpc = new JsonRpc(url, patience, METHODS);
    }

    String name() {
        return rpc.name();
    }

    /**
     * An account, as the chain stands.
     *
     * @param mined transactions of it in blocks, which is the nonce of the next
     * @param waiting those and the ones that the node holds for the next blocks
     */
    record Account(long chainId, long mined, long waiting) {}

    Account account(Address address) {
        var answers = rpc.batch(List.of(
                RpcCall.of("eth_chainId"),
                RpcCall.of("eth_getTransactionCount", address.text(), LATEST),
                RpcCall.of("eth_getTransactionCount", address.text(), "pending")));
        return new Account(
                Quantity.parse(answers.get(0).result()),
                Quantity.parse(answers.get(1).result()),
                Quantity.parse(answers.get(2).result()));
    }

    /** Wei per gas. */
    BigInteger gasPrice() {
        return Quantity.large(rpc.call(RpcCall.of("eth_gasPrice")));
    }

    long newestBlock() {
        return Quantity.parse(rpc.call(RpcCall.of("eth_blockNumber")));
    }

    /** A question to a contract: a call that is answered and leaves no trace. */
    record Question(Address contract, String data, Optional<Address> asker) {

        private RpcCall call() {
            Map<String, String> what = asker.isPresent()
                    ? Map.of("from", asker.get().text(), "to", contract.text(), "data", data)
                    : Map.of("to", contract.text(), "data", data);
            return RpcCall.of("eth_call", what, LATEST);
        }
    }

    List<RpcAnswer> ask(List<Question> questions) {
        return rpc.batch(questions.stream().map(Question::call).toList());
    }

    List<RpcAnswer> send(List<String> signed) {
        return rpc.batch(signed.stream()
                .map(one -> RpcCall.of("eth_sendRawTransaction", one))
                .toList());
    }

    /** For each hash, whether the node has the transaction: in a block or waiting. */
    List<Boolean> knows(List<String> hashes) {
        return each("eth_getTransactionByHash", hashes).map(JsonNode::isObject).toList();
    }

    /** For each hash, its receipt once it is in a block. */
    List<Optional<TransactionReceipt>> receipts(List<String> hashes) {
        return each("eth_getTransactionReceipt", hashes)
                .map(answer -> answer.isObject()
                        ? Optional.of(TransactionReceipt.of(answer))
                        : Optional.<TransactionReceipt>empty())
                .toList();
    }

    private Stream<JsonNode> each(String method, List<String> hashes) {
        return rpc.batch(hashes.stream().map(hash -> RpcCall.of(method, hash)).toList()).stream()
                .map(RpcAnswer::result);
    }

    /**
     * Events of a contract in the blocks of [from, to].
     *
     * @param topics what the event's indexed fields must be, its own hash first
     */
    JsonNode events(Address contract, List<String> topics, long from, long to) {
        return rpc.call(RpcCall.of(
                "eth_getLogs",
                Map.of(
                        "address", contract.text(),
                        "topics", topics,
                        "fromBlock", Quantity.of(from),
                        "toBlock", Quantity.of(to))));
    }
}
