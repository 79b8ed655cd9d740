package ems.ledger;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import ems.ledger.tree.MerkleTree;
import ems.ledger.tree.Sha256;
import ems.market.journal.PeriodRecord;
import ems.market.journal.StepRecord;
import ems.market.ledger.BlockHeader;
import ems.market.period.PeriodKey;
import ems.market.period.Step;
import ems.market.record.Entry;

/** Makes blocks of entries. Not thread-safe: it reuses one digest. */
final class Blocks {

    private final Sha256 sha;

    Blocks(Sha256 sha) {
        this.sha = sha;
    }

    SealedBlock next(Optional<BlockHeader> head, PeriodKey key, List<byte[]> leaves) {
        long height = head.map(BlockHeader::height).orElse(-1L) + 1;
        String previous = head.map(BlockHeader::hash).orElse(HeaderText.NO_PREVIOUS);
        var tree = MerkleTree.over(leaves, sha);
        String root = HexFormat.of().formatHex(tree.root());
        return new SealedBlock(HeaderText.hashed(key, height, leaves.size(), root, previous, sha), leaves, tree);
    }

    static List<byte[]> leaves(PeriodRecord period) {
        List<byte[]> leaves = new ArrayList<>();
        for (StepRecord done : period.steps()) {
            for (Entry entry : done.entries()) {
                leaves.add(entry.text().getBytes(StandardCharsets.UTF_8));
            }
        }
        return leaves;
    }

    /** Settled or abandoned, or never more than an enrolment: nothing is left to do. */
    static boolean isEnded(PeriodRecord period) {
        return isEnded(period.steps().stream().map(StepRecord::step).collect(Collectors.toSet()));
    }

    /** Of a period that has done these steps. */
    static boolean isEnded(Set<Step> steps) {
        return isClosed(steps) || steps.stream().allMatch(step -> step == Step.ENROL);
    }

    /** Settled or abandoned: it takes no further step. */
    static boolean isClosed(PeriodRecord period) {
        return period.has(Step.SETTLE) || period.has(Step.ABANDON);
    }

    /** Of a period that has done these steps. */
    static boolean isClosed(Set<Step> steps) {
        return steps.contains(Step.SETTLE) || steps.contains(Step.ABANDON);
    }

    static String name(BlockHeader header) {
        return "block " + header.height() + " of grid " + header.key().grid();
    }
}
