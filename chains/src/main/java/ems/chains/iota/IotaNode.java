package ems.chains.iota;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import ems.chains.client.JsonRpc;
import ems.chains.client.NodeUnavailable;
import ems.chains.client.RpcCall;
import ems.chains.client.RpcRefusal;

/** A node of IOTA's layer 1. */
final class IotaNode {

    static final Set<String> METHODS = Set.of(
            "iota_dryRunTransactionBlock",
            "iota_executeTransactionBlock",
            "iota_getTransactionBlock",
            "iotax_getCoins",
            "iotax_getReferenceGasPrice",
            "iotax_queryTransactionBlocks");

    private static final String IOTA = "0x2::iota::IOTA";
    private static final int PAGE = 50;
    private static final Map<String, Boolean> EFFECTS = Map.of("showEffects", true);

    private final JsonRpc rpc;

    IotaNode(IotaAccess access) {
        this.rpc = new JsonRpc(access.url(), access.patience(), METHODS);
    }

    /** Nanos per unit of gas. */
    long gasPrice() {
        return number(rpc.call(RpcCall.of("iotax_getReferenceGasPrice")));
    }

    /** The coin of the account that is worth most, if it is worth this much. */
    Optional<GasCoin> coinWorth(long nanos, String address) {
        var coins = rpc.call(new RpcCall("iotax_getCoins", Arrays.asList(address, IOTA)))
                .path("data");
        List<JsonNode> all = new ArrayList<>();
        coins.forEach(all::add);
        return all.stream()
                .filter(coin -> number(coin.path("balance")) >= nanos)
                .max(Comparator.comparingLong(coin -> number(coin.path("balance"))))
                .map(this::coin);
    }

    private GasCoin coin(JsonNode coin) {
        try {
            return new GasCoin(
                    ObjectId.parse(coin.path("coinObjectId").asText()),
                    Long.parseUnsignedLong(coin.path("version").asText()),
                    Base58.digest(coin.path("digest").asText()));
        } catch (IllegalArgumentException e) {
            throw new NodeUnavailable("the node at " + rpc.name() + " gives a coin that is none: " + e.getMessage());
        }
    }

    /**
     * What became of a transaction.
     *
     * @param reason why it failed; empty: it did not
     */
    record Outcome(String reason) {

        boolean succeeded() {
            return reason.isEmpty();
        }
    }

    /** What would become of it: costs nothing and leaves no trace. */
    Outcome tryOut(IotaNotarization.Signed transaction) {
        return outcome(rpc.call(RpcCall.of("iota_dryRunTransactionBlock", transaction.bytes())));
    }

    /** Doing so again with the same transaction changes nothing. */
    Outcome execute(IotaNotarization.Signed transaction) {
        return outcome(rpc.call(RpcCall.of(
                "iota_executeTransactionBlock",
                transaction.bytes(),
                List.of(transaction.signature()),
                EFFECTS,
                "WaitForLocalExecution")));
    }

    /** @return the outcome; empty if the node does not know the transaction */
    Optional<Outcome> find(String digest) {
        try {
            return Optional.of(outcome(rpc.call(RpcCall.of("iota_getTransactionBlock", digest, EFFECTS))));
        } catch (RpcRefusal unknown) {
            return Optional.empty();
        }
    }

    private Outcome outcome(JsonNode block) {
        var status = block.path("effects").path("status");
        return switch (status.path("status").asText()) {
            case "success" -> new Outcome("");
            case "failure" -> new Outcome("failed: " + status.path("error").asText("no reason"));
            default -> throw new NodeUnavailable("the node at " + rpc.name() + " gives no outcome of a transaction");
        };
    }

    /**
     * A part of what an account has done, the newest first.
     *
     * @param next where the part before it begins; empty: there is none
     */
    record Part(List<NotarizedBlock> blocks, Optional<String> next) {}

    Part history(String address, Optional<String> from) {
        var query = Map.of(
                "filter", Map.of("FromAddress", address),
                "options", Map.of("showRawInput", true, "showEffects", true));
        var page = rpc.call(
                new RpcCall("iotax_queryTransactionBlocks", Arrays.asList(query, from.orElse(null), PAGE, true)));
        if (!page.path("data").isArray()) {
            throw new NodeUnavailable("the node at " + rpc.name() + " gives no list of transactions");
        }
        List<NotarizedBlock> blocks = new ArrayList<>();
        for (JsonNode block : page.path("data")) {
            if (outcome(block).succeeded()) {
                NotarizedBlock.read(raw(block.path("rawTransaction").asText())).ifPresent(blocks::add);
            }
        }
        boolean more =
                page.path("hasNextPage").asBoolean() && page.path("nextCursor").isTextual();
        return new Part(blocks, more ? Optional.of(page.path("nextCursor").asText()) : Optional.empty());
    }

    private byte[] raw(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new NodeUnavailable("the node at " + rpc.name() + " gives a transaction that is not in base 64");
        }
    }

    /** Reads a number in [0, 2^63) from a text: nodes quote large numbers, which JSON readers may round. */
    private long number(JsonNode text) {
        try {
            long number = Long.parseLong(text.asText());
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // reported below, with those below 0
        }
        throw new NodeUnavailable("the node at " + rpc.name() + " gives no whole number in [0, 2^63) where one is due");
    }
}
