package ems.chains.iota;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

import ems.chains.client.NodeUnavailable;
import ems.market.party.GridId;

/** What an account has notarized, read from the newest back, as far as it is asked for. */
final class NotarizationHistory {

    /** Parts of 50 transactions: two years of one grid. */
    private static final int MOST_PARTS = 20_000;

    private final IotaNode node;
    private final String address;
    private final Map<GridId, NavigableMap<Long, String>> hashes = new HashMap<>();
    private Optional<String> next = Optional.empty();
    private int parts;
    private boolean whole;

    NotarizationHistory(IotaNode node, String address) {
        this.node = node;
        this.address = address;
    }

    void add(NotarizedBlock block) {
        of(block.grid()).put(block.height(), block.hash());
    }

    private NavigableMap<Long, String> of(GridId grid) {
        return hashes.computeIfAbsent(grid, unknown -> new TreeMap<>());
    }

    /** The newest height of the grid. */
    Optional<Long> newest(GridId grid) {
        while (of(grid).isEmpty() && !whole) {
            readOn();
        }
        return of(grid).isEmpty() ? Optional.empty() : Optional.of(of(grid).lastKey());
    }

    Optional<String> hash(GridId grid, long height) {
        while (!of(grid).containsKey(height) && !whole) {
            readOn();
        }
        return Optional.ofNullable(of(grid).get(height));
    }

    private void readOn() {
        var part = node.history(address, next);
        part.blocks().forEach(this::add);
        next = part.next();
        whole = next.isEmpty();
        if (++parts > MOST_PARTS) {
            throw new NodeUnavailable("the history of " + address + " does not end after " + MOST_PARTS + " parts");
        }
    }
}
