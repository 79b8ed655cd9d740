package ems.chains.evm;

import java.io.Closeable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

import ems.chains.client.NodeUnavailable;
import ems.chains.client.RpcRefusal;
import ems.market.ledger.AnchorMissing;
import ems.market.ledger.AnchorTarget;
import ems.market.ledger.AnchorUnavailable;
import ems.market.ledger.BlockHeader;
import ems.market.party.GridId;

/**
 * Publishes headers to a chain: the state roots to the contracts that mirror the ledger's, the block's hash to the anchor,
 * in one batch per header. The chain is asked first what it holds, so whatever happened before, each height is there once.
 * A publish returns when the header is in a block. One process per key: the contracts refuse the slower of two.
 */
public final class EvmAnchor implements AnchorTarget, Closeable {

    /** Headers per grid that are kept for a chain that falls back: a test network's restart, a reorganisation. */
    private static final int KEPT = 64;

    private final Address operator;
    private final BoundedWait waiting;
    private final Sender sender;
    private final ContractMirror mirror;
    private final Map<GridId, NavigableMap<Long, BlockHeader>> published = new HashMap<>();

    public EvmAnchor(ChainAccess access, ContractAddresses addresses) {
        var node = new EvmNode(access.url(), access.patience().answer());
        this.operator = access.key().address();
        this.waiting = new BoundedWait(access.patience());
        this.sender = new Sender(node, access, waiting);
        this.mirror = new ContractMirror(node, addresses);
    }

    /**
     * @throws IllegalArgumentException if a hash of the header is not 64 hex digits
     * @throws IllegalStateException if another header is published at this height
     */
    @Override
    public synchronized void publish(BlockHeader header) {
        for (ChainContract contract : ChainContract.values()) {
            ContractCalls.publishing(contract, header);
        }
        try {
            sender.settle();
            var grid = header.key().grid();
            var next = mirror.next(grid);
            mirror.refuseAnother(header, those(next, height -> height > header.height()));
            long lowest =
                    next.values().stream().mapToLong(Long::longValue).min().orElseThrow();
            for (long height = lowest; height <= header.height(); height++) {
                long due = height;
                take(due(header, due), those(next, first -> first <= due));
            }
            keep(header);
        } catch (NodeUnavailable | RpcRefusal e) {
            throw new AnchorUnavailable(e.getMessage(), e);
        }
    }

    private static List<ChainContract> those(Map<ChainContract, Long> next, Predicate<Long> is) {
        return Stream.of(ChainContract.values())
                .filter(contract -> is.test(next.get(contract)))
                .toList();
    }

    private BlockHeader due(BlockHeader header, long height) {
        if (height == header.height()) {
            return header;
        }
        var grid = header.key().grid();
        var earlier = published.getOrDefault(grid, new TreeMap<>()).get(height);
        if (earlier == null) {
            throw new AnchorMissing(
                    "the chain takes height " + height + " of grid " + grid + " next, so not " + header.height()
                            + " yet: publish from " + height + " on",
                    height);
        }
        return earlier;
    }

    private void take(BlockHeader header, List<ChainContract> takers) {
        mirror.refuseInVain(header, takers, operator);
        var receipts = sender.send(mirror.publishing(header, takers));
        if (!receipts.stream().allMatch(TransactionReceipt::succeeded)) {
            mirror.refuseInVain(header, takers, operator);
            throw new AnchorUnavailable(
                    "a contract refused block " + header.height() + " of grid "
                            + header.key().grid() + " and would take it now",
                    null);
        }
    }

    private void keep(BlockHeader header) {
        var headers = published.computeIfAbsent(header.key().grid(), grid -> new TreeMap<>());
        headers.put(header.height(), header);
        while (headers.size() > KEPT) {
            headers.pollFirstEntry();
        }
    }

    /** Ends a publish that waits. */
    @Override
    public void close() {
        waiting.close();
    }
}
