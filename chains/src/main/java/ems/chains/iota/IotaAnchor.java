package ems.chains.iota;

import java.time.Instant;
import java.util.Optional;

import ems.chains.client.NodeUnavailable;
import ems.chains.client.RpcRefusal;
import ems.market.ledger.AnchorMissing;
import ems.market.ledger.AnchorTarget;
import ems.market.ledger.AnchorUnavailable;
import ems.market.ledger.BlockHeader;

/**
 * Publishes the hash of each block to layer 1 of IOTA, as a locked notarization. What the account has notarized is read
 * from the chain first, and a transaction whose answer was lost is looked for, and sent again as it was: executing it twice
 * changes nothing. One process per key: two could use one coin at once, which locks it for a day.
 */
public final class IotaAnchor implements AnchorTarget {

    private final IotaAccess access;
    private final IotaNode node;
    private NotarizationHistory history;
    private Optional<UnderWay> underWay = Optional.empty();

    private record UnderWay(NotarizedBlock block, IotaNotarization.Signed transaction) {}

    public IotaAnchor(IotaAccess access) {
        this.access = access;
        this.node = new IotaNode(access);
        this.history = new NotarizationHistory(node, access.key().address());
    }

    /** @throws IllegalStateException if another hash is published at this height */
    @Override
    public synchronized void publish(BlockHeader header) {
        var block = NotarizedBlock.of(header);
        try {
            settle();
            var newest = history.newest(block.grid());
            if (newest.isPresent() && block.height() <= newest.get()) {
                refuseAnother(block);
            } else if (newest.isPresent() && block.height() > newest.get() + 1) {
                throw new AnchorMissing(
                        "the notarizations of grid " + block.grid() + " end at height " + newest.get()
                                + ": publish from " + (newest.get() + 1) + " on, not " + block.height(),
                        newest.get() + 1);
            } else {
                notarize(block, header.key().period().end().plus(access.kept()));
            }
        } catch (NodeUnavailable | RpcRefusal e) {
            throw new AnchorUnavailable(e.getMessage(), e);
        }
    }

    private void refuseAnother(NotarizedBlock block) {
        var published = history.hash(block.grid(), block.height())
                .orElseThrow(() -> new AnchorUnavailable(
                        "block " + block.height() + " of grid " + block.grid() + " is below the first notarized one",
                        null));
        if (!published.equals(block.hash())) {
            throw new IllegalStateException("block " + block.height() + " of grid " + block.grid() + " has hash "
                    + block.hash() + ", but is notarized by " + access.key().address() + " with hash " + published);
        }
    }

    private void notarize(NotarizedBlock block, Instant unlockAt) {
        long price = node.gasPrice();
        if (price > access.gasPriceCeiling()) {
            throw new AnchorUnavailable(
                    "the chain asks " + price + " nanos per unit of gas, above the ceiling of "
                            + access.gasPriceCeiling() + " nanos: wait, or raise the ceiling",
                    null);
        }
        String address = access.key().address();
        var coin = node.coinWorth(access.budget(), address)
                .orElseThrow(() -> new AnchorUnavailable(
                        "no coin of " + address + " is worth the budget of " + access.budget() + " nanos: send it some",
                        null));
        var notarization = new IotaNotarization(access.notarizationPackage(), block.data(), block.label(), unlockAt);
        var signed = notarization.signed(access.key(), coin, price, access.budget());
        var due = new UnderWay(block, signed);
        refuseFailure(due, node.tryOut(signed));
        underWay = Optional.of(due);
        carryOut(due);
    }

    /** Brings to an end what an earlier attempt left. */
    private void settle() {
        if (underWay.isPresent()) {
            var last = underWay.get();
            var outcome = node.find(last.transaction().digest());
            if (outcome.isPresent()) {
                end(last, outcome.get());
            } else {
                carryOut(last);
            }
        }
    }

    /** A node that says no has not executed it, but another may have: the account's history is read anew. */
    private void carryOut(UnderWay last) {
        try {
            end(last, node.execute(last.transaction()));
        } catch (RpcRefusal e) {
            underWay = Optional.empty();
            history = new NotarizationHistory(node, access.key().address());
            throw e;
        }
    }

    private void end(UnderWay last, IotaNode.Outcome outcome) {
        underWay = Optional.empty();
        refuseFailure(last, outcome);
        history.add(last.block());
    }

    private static void refuseFailure(UnderWay last, IotaNode.Outcome outcome) {
        if (!outcome.succeeded()) {
            throw new AnchorUnavailable(
                    "the notarization of block " + last.block().height() + " of grid "
                            + last.block().grid() + ", transaction "
                            + last.transaction().digest() + ", " + outcome.reason(),
                    null);
        }
    }
}
