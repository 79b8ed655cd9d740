package ems.ledger.chain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import ems.ledger.contract.GridState;
import ems.ledger.contract.State;
import ems.ledger.tree.LogTree;
import ems.ledger.tree.Sha256;
import ems.market.ledger.BlockHeader;

/**
 * The end of a chain as text, so that whoever goes on from it need not start at the first block: lines {@code log|hash} for
 * the full trees of the log before the last header, largest first, then {@code contract|key=value}. A copy is as good as its roots: a reader
 * compares them with those of the header it belongs to.
 */
public final class StateCopy {

    private static final String LOG = "log";

    private StateCopy() {}

    public static String of(Head head) {
        List<String> lines = new ArrayList<>();
        head.earlier()
                .fullTrees()
                .forEach(tree -> lines.add(LOG + '|' + HexFormat.of().formatHex(tree)));
        new TreeMap<>(head.state().contracts())
                .forEach((contract, state) ->
                        state.lines().forEach((key, value) -> lines.add(contract + '|' + key + '=' + value)));
        return String.join("\n", lines);
    }

    /**
     * The end of the chain with this header.
     *
     * @throws IllegalArgumentException if the copy is no such text, or does not have the header's roots
     */
    public static Head read(String copy, BlockHeader header, Sha256 sha) {
        List<byte[]> trees = new ArrayList<>();
        Map<String, SortedMap<String, String>> contracts = new HashMap<>();
        for (String line : copy.split("\n")) {
            int bar = line.indexOf('|');
            int equals = line.indexOf('=');
            if (line.startsWith(LOG + '|')) {
                trees.add(HexFormat.of().parseHex(line, bar + 1, line.length()));
            } else if (0 < bar && bar < equals) {
                contracts
                        .computeIfAbsent(line.substring(0, bar), first -> new TreeMap<>())
                        .put(line.substring(bar + 1, equals), line.substring(equals + 1));
            } else {
                throw new IllegalArgumentException("'" + line + "' is no line of a contract's state");
            }
        }
        Map<String, State> states = new HashMap<>();
        contracts.forEach((contract, lines) -> states.put(contract, State.of(lines)));
        var state = GridState.of(states, header.key().period());
        var earlier = new LogTree(header.height(), trees);
        if (!state.roots().equals(header.states())) {
            throw new IllegalArgumentException("the copied states do not have the roots that the block names");
        }
        if (!HexFormat.of().formatHex(earlier.root(sha)).equals(header.logRoot())) {
            throw new IllegalArgumentException("the copied log does not have the root that the block names");
        }
        return Head.after(header, state, earlier, sha);
    }
}
