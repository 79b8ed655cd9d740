package ems.chains.evm;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import ems.market.ledger.BlockHeader;
import ems.market.ledger.StateRoots;
import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.quantity.MatchingPeriod;

/** Headers whose hashes are what their names hash to. */
final class Headers {

    static final GridId HOME = new GridId("home");

    private Headers() {}

    static BlockHeader at(long height) {
        return at(HOME, height, lines(1));
    }

    /** The entries stand for the states, too. */
    static BlockHeader at(GridId grid, long height, List<byte[]> entries) {
        var period = new MatchingPeriod(Instant.ofEpochSecond(1_800_000_000 + 60 * height));
        String name = grid + " " + height + " ";
        String root = HashTree.rootOf(entries);
        return new BlockHeader(
                new PeriodKey(grid, period),
                height,
                entries.size(),
                root,
                new StateRoots(root, root, root, root),
                hash(name + "log"),
                hash(name + "previous"),
                hash(name + root));
    }

    /** Another history. */
    static BlockHeader rewritten(BlockHeader header) {
        return new BlockHeader(
                header.key(),
                header.height(),
                header.entries(),
                header.root(),
                header.states(),
                header.logRoot(),
                header.previous(),
                hash("rewritten"));
    }

    static List<PublishedAnchor> anchorsUpTo(long height) {
        return LongStream.rangeClosed(0, height)
                .mapToObj(each -> new PublishedAnchor(each, at(each).hash()))
                .toList();
    }

    static List<byte[]> lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> ("exchange|EV" + i + "|" + 1000 * i).getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    static String hash(String text) {
        return HexFormat.of().formatHex(HashTree.sha256(text.getBytes(StandardCharsets.UTF_8)));
    }
}
