package ems.chains.evm;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What became of a transaction.
 *
 * @param succeeded false: a contract refused it, and it was paid all the same
 * @param gas that it used
 * @param contract the one it made
 */
record TransactionReceipt(boolean succeeded, long gas, long block, Optional<Address> contract) {

    static TransactionReceipt of(JsonNode answer) {
        String contract = answer.path("contractAddress").asText("");
        return new TransactionReceipt(
                Quantity.parse(answer.path("status")) == 1,
                Quantity.parse(answer.path("gasUsed")),
                Quantity.parse(answer.path("blockNumber")),
                contract.matches("0x[0-9a-fA-F]{40}") ? Optional.of(Address.parse(contract)) : Optional.empty());
    }
}
