package ems.ledger.chain;

import java.util.HexFormat;
import java.util.stream.IntStream;

import ems.ledger.tree.MerkleTree;
import ems.ledger.tree.RunningRoot;
import ems.ledger.tree.Sha256;
import ems.market.record.EntryLines;

/** The root over a block's entries, of which nothing else is kept: proofs are made from the lines, when one is asked for. */
final class EntriesRoot {

    /** Lines that one thread hashes at a time: a power of two, so that each run but the last fills a tree. */
    private static final int RUN = 4096;

    private EntriesRoot() {}

    /** The root, in hex; all cores share the lines of a large block. */
    static String of(EntryLines lines, Sha256 sha) {
        int runs = (lines.size() + RUN - 1) / RUN;
        byte[] root = runs < 2
                ? of(lines, 0, sha)
                : MerkleTree.overHashes(rootsOfRuns(lines, runs), sha).root();
        return HexFormat.of().formatHex(root);
    }

    private static byte[][] rootsOfRuns(EntryLines lines, int runs) {
        byte[][] roots = new byte[runs][];
        IntStream.range(0, runs).parallel().forEach(run -> roots[run] = of(lines, run * RUN, new Sha256()));
        return roots;
    }

    private static byte[] of(EntryLines lines, int first, Sha256 sha) {
        var root = new RunningRoot(sha);
        for (int line = first; line < Math.min(first + RUN, lines.size()); line++) {
            root.add(lines.bytes(), lines.start(line), lines.end(line));
        }
        return root.end();
    }
}
