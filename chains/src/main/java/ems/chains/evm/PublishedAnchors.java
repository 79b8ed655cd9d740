package ems.chains.evm;

import java.net.URI;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.web3j.crypto.Hash;

import ems.chains.client.NodeUnavailable;
import ems.chains.client.RpcRefusal;
import ems.market.ledger.AnchorUnavailable;
import ems.market.party.GridId;

/** A grid's anchors on a chain, read for an auditor from the events of the anchor contract. Needs no key. */
public final class PublishedAnchors {

    /** Blocks of the chain that are asked for at once: no node that we know of refuses so few. */
    private static final long BLOCKS = 1000;

    private static final String ANCHORED = Hash.sha3String("Anchored(bytes32,uint64,bytes32,bytes32,bytes32)");
    private static final HexFormat HEX = HexFormat.of();

    private final EvmNode node;
    private final Address contract;
    private final long first;

    /**
     * @param url of any node of the chain: an auditor had better use another than the operator's
     */
    public PublishedAnchors(URI url, ContractAddresses addresses, NodeTimeouts patience) {
        this.node = new EvmNode(url, patience.answer());
        this.contract = addresses.of(ChainContract.STATE_ANCHOR);
        this.first = addresses.block();
    }

    /**
     * A part of the anchors.
     *
     * @param next block of the chain from which on to look for more
     */
    public record Part(List<PublishedAnchor> anchors, long next) {}

    /**
     * All anchors of the grid, from height 0.
     *
     * @throws IllegalStateException if the node gives a height twice or leaves one out
     * @throws AnchorUnavailable if the node does not answer
     */
    public List<PublishedAnchor> of(GridId grid) {
        var anchors = since(grid, first).anchors();
        for (int height = 0; height < anchors.size(); height++) {
            if (anchors.get(height).height() != height) {
                throw new IllegalStateException("the node at " + node.name() + " says height "
                        + anchors.get(height).height() + " of grid " + grid + " where " + height + " is due");
            }
        }
        return anchors;
    }

    /** The anchors of the grid in the chain's blocks from this one on. */
    public Part since(GridId grid, long block) {
        try {
            long newest = node.newestBlock();
            var topics = List.of(ANCHORED, "0x" + HEX.formatHex(Hashes.of(grid)));
            List<PublishedAnchor> anchors = new ArrayList<>();
            for (long from = block; from <= newest; from += BLOCKS) {
                var events = node.events(contract, topics, from, Math.min(newest, from + BLOCKS - 1));
                events.forEach(event -> anchors.add(anchor(event)));
            }
            return new Part(List.copyOf(anchors), Math.max(block, newest + 1));
        } catch (NodeUnavailable | RpcRefusal e) {
            throw new AnchorUnavailable(e.getMessage(), e);
        }
    }

    /** A node may answer something else than it was asked. */
    private PublishedAnchor anchor(JsonNode event) {
        var topics = event.path("topics");
        if (!event.path("address").asText("").equalsIgnoreCase(contract.text())
                || !topics.path(0).asText("").equals(ANCHORED)) {
            throw new NodeUnavailable("the node at " + node.name() + " gives an event of another contract");
        }
        return new PublishedAnchor(
                AbiWords.of(topics.path(2), 1).height(0),
                AbiWords.of(event.path("data"), 3).hash(0));
    }
}
