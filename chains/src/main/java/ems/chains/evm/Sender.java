package ems.chains.evm;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import ems.chains.client.RpcAnswer;
import ems.chains.evm.Transaction.Signed;
import ems.market.ledger.AnchorUnavailable;

/**
 * Sends an operator's transactions in batches and waits until they are in a block. What was sent is never sent as
 * something new while it may still arrive: after a lost answer the node is asked for it by its hash, and what the node
 * does not have goes out under the same nonce, of which a chain carries out one. Not thread-safe: one sender per key.
 */
final class Sender {

    private final EvmNode node;
    private final ChainAccess access;
    private final BoundedWait waiting;

    /** Sent, and not yet seen in a block; in order of their nonces. */
    private List<Signed> underWay = List.of();

    private long chainId;
    private long nonce;

    Sender(EvmNode node, ChainAccess access, BoundedWait waiting) {
        this.node = node;
        this.access = access;
        this.waiting = waiting;
    }

    /** Brings to an end what earlier attempts left, also those of another run of this program, and learns the nonce. */
    void settle() {
        var account = account();
        if (!underWay.isEmpty()) {
            if (account.waiting() >= underWay.get(0).nonce()) {
                resendWhatIsLost(account.mined());
                awaitReceipts();
            }
            underWay = List.of();
            account = account();
        }
        long sent = account.waiting();
        if (account.mined() < sent) {
            waiting.until(
                    () -> account().mined() >= sent,
                    "transactions of " + access.key().address() + " to get into a block");
        }
        nonce = sent;
    }

    private EvmNode.Account account() {
        var account = node.account(access.key().address());
        access.chainId().ifPresent(due -> {
            if (account.chainId() != due) {
                throw new AnchorUnavailable(
                        "the node at " + node.name() + " serves chain " + account.chainId() + ", not " + due
                                + " as configured: nothing was sent",
                        null);
            }
        });
        chainId = account.chainId();
        return account;
    }

    /** A chain that fell back behind the first of them has lost them all; they are made anew then, not sent again. */
    private void resendWhatIsLost(long mined) {
        var known = node.knows(underWay.stream().map(Signed::hash).toList());
        List<Signed> kept = new ArrayList<>();
        List<Signed> lost = new ArrayList<>();
        var price = gasPrice();
        for (int i = 0; i < underWay.size(); i++) {
            var one = underWay.get(i);
            if (known.get(i)) {
                kept.add(one);
            } else if (one.nonce() >= mined) {
                var again = one.transaction().signed(access.key(), chainId, one.nonce(), price);
                lost.add(again);
                kept.add(again);
            }
        }
        underWay = List.copyOf(kept);
        post(lost);
    }

    /**
     * Sends them in one batch and waits for all; call {@link #settle} before.
     *
     * @return a receipt per transaction, in their order
     */
    List<TransactionReceipt> send(List<Transaction> transactions) {
        var price = gasPrice();
        underWay = IntStream.range(0, transactions.size())
                .mapToObj(i -> transactions.get(i).signed(access.key(), chainId, nonce + i, price))
                .toList();
        nonce += transactions.size();
        post(underWay);
        var receipts = awaitReceipts();
        underWay = List.of();
        return receipts;
    }

    private BigInteger gasPrice() {
        var price = node.gasPrice();
        if (price.compareTo(access.gasPriceCeiling()) > 0) {
            throw new AnchorUnavailable(
                    "the chain asks " + price + " wei per gas, above the ceiling of " + access.gasPriceCeiling()
                            + " wei: wait, or raise the ceiling",
                    null);
        }
        return price;
    }

    private void post(List<Signed> signed) {
        var answers = node.send(signed.stream().map(Signed::bytes).toList());
        List<Signed> refused = IntStream.range(0, signed.size())
                .filter(i -> answers.get(i).refusal().isPresent())
                .mapToObj(signed::get)
                .toList();
        if (refused.isEmpty()) {
            return;
        }
        if (node.knows(refused.stream().map(Signed::hash).toList()).contains(false)) {
            if (refused.size() == underWay.size()) {
                underWay = List.of();
            }
            throw answers.stream()
                    .map(RpcAnswer::refusal)
                    .flatMap(Optional::stream)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private List<TransactionReceipt> awaitReceipts() {
        var hashes = underWay.stream().map(Signed::hash).toList();
        List<Optional<TransactionReceipt>> receipts = new ArrayList<>();
        waiting.until(
                () -> {
                    receipts.clear();
                    receipts.addAll(node.receipts(hashes));
                    return receipts.stream().allMatch(Optional::isPresent);
                },
                "transactions " + hashes + " to get into a block");
        return receipts.stream().map(Optional::get).toList();
    }
}
