package ems.chains.evm;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import ems.chains.client.RpcAnswer;
import ems.chains.evm.EvmNode.Question;
import ems.market.ledger.AnchorUnavailable;
import ems.market.ledger.BlockHeader;
import ems.market.party.GridId;

/** Reads what the contracts hold of a ledger, and makes the transactions that add to it. */
final class ContractMirror {

    /** Gas of any of the transactions is about a third of it. */
    private static final long GAS_LIMIT = 250_000;

    private final EvmNode node;
    private final ContractAddresses addresses;

    ContractMirror(EvmNode node, ContractAddresses addresses) {
        this.node = node;
        this.addresses = addresses;
    }

    /** The height that each contract takes next. */
    Map<ChainContract, Long> next(GridId grid) {
        var contracts = List.of(ChainContract.values());
        var answers = node.ask(contracts.stream()
                .map(contract -> new Question(addresses.of(contract), ContractCalls.next(grid), Optional.empty()))
                .toList());
        Map<ChainContract, Long> next = new EnumMap<>(ChainContract.class);
        for (ChainContract contract : contracts) {
            var answer = answers.get(contract.ordinal()).result();
            if (answer.asText("").equals("0x")) {
                throw new AnchorUnavailable(
                        "there is no contract " + contract.title() + " at " + addresses.of(contract)
                                + " on the chain of the node at " + node.name()
                                + ": deploy the contracts, or correct their addresses",
                        null);
            }
            next.put(contract, AbiWords.of(answer, 1).height(0));
        }
        return next;
    }

    /** @throws IllegalStateException if one of these contracts holds something else at the header's height */
    void refuseAnother(BlockHeader header, List<ChainContract> holders) {
        var grid = header.key().grid();
        var answers = node.ask(holders.stream()
                .map(contract -> new Question(
                        addresses.of(contract),
                        ContractCalls.published(contract, grid, header.height()),
                        Optional.empty()))
                .toList());
        // the anchor's hash commits to all the others: it is reported first
        for (int i = holders.size() - 1; i >= 0; i--) {
            var contract = holders.get(i);
            int words = contract == ChainContract.STATE_ANCHOR ? 2 : 1;
            String published = AbiWords.of(answers.get(i).result(), words).hash(0);
            String due = ContractCalls.part(contract, header);
            if (!published.equals(due)) {
                throw new IllegalStateException("block " + header.height() + " of grid " + grid + " has "
                        + (contract == ChainContract.STATE_ANCHOR ? "hash " : "state root ") + due
                        + ", but is published in "
                        + contract.title() + " at " + addresses.of(contract) + " with " + published);
            }
        }
    }

    /** @throws AnchorUnavailable with a contract's own reason if it would not take its part of the header */
    void refuseInVain(BlockHeader header, List<ChainContract> takers, Address operator) {
        var answers = node.ask(takers.stream()
                .map(contract -> new Question(
                        addresses.of(contract), ContractCalls.publishing(contract, header), Optional.of(operator)))
                .toList());
        for (int i = 0; i < takers.size(); i++) {
            Optional<String> reason = reason(takers.get(i), answers.get(i));
            if (reason.isPresent()) {
                throw new AnchorUnavailable(reason.get(), null);
            }
        }
    }

    private Optional<String> reason(ChainContract contract, RpcAnswer answer) {
        return answer.refusal().map(refusal -> ContractErrors.words(contract, addresses.of(contract), refusal));
    }

    List<Transaction> publishing(BlockHeader header, List<ChainContract> takers) {
        return takers.stream()
                .map(contract -> new Transaction(
                        Optional.of(addresses.of(contract)), ContractCalls.publishing(contract, header), GAS_LIMIT))
                .toList();
    }
}
