package ems.ledger.tree;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** That a tree only grew: consistency proofs, and the tree that keeps the roots of its full parts only. */
class GrowingTreeTest {

    private static final int LARGEST = 69;
    private static final HexFormat HEX = HexFormat.of();
    /** Test data of the certificate-transparency reference implementation of RFC 6962. */
    private static final List<byte[]> PUBLISHED = List.of(
                    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
            .stream()
            .map(HEX::parseHex)
            .toList();

    private static final List<byte[]> LEAVES = IntStream.range(0, LARGEST)
            .mapToObj(i -> ("leaf " + i).getBytes(StandardCharsets.UTF_8))
            .toList();

    private final Sha256 sha = new Sha256();

    private MerkleTree tree(int size) {
        return MerkleTree.over(LEAVES.subList(0, size), sha);
    }

    private List<String> published(int earlier, int later) {
        return MerkleTree.over(PUBLISHED.subList(0, later), sha).consistency(earlier).path().stream()
                .map(HEX::formatHex)
                .toList();
    }

    @Test
    void aTreeThatGrewIsTheTreeOverAllLeaves() {
        for (int later = 0; later <= LARGEST; later++) {
            for (int earlier = 0; earlier <= later; earlier++) {
                same(tree(earlier).and(LEAVES.subList(earlier, later), sha), tree(later));
            }
        }
    }

    /** So large that several threads share a level. */
    @Test
    void soIsALargeOneThatGrewAgainAndAgain() {
        List<byte[]> leaves = IntStream.range(0, 20_003)
                .mapToObj(i -> ("leaf " + i).getBytes(StandardCharsets.UTF_8))
                .toList();
        var grown = MerkleTree.over(leaves.subList(0, 4_097), sha);
        for (int from = 4_097; from < leaves.size(); from += 5_302) {
            grown = grown.and(leaves.subList(from, from + 5_302), sha);
        }
        same(grown, MerkleTree.over(leaves, sha));
    }

    private static void same(MerkleTree one, MerkleTree other) {
        assertThat(one.size()).isEqualTo(other.size());
        assertThat(one.root()).isEqualTo(other.root());
        for (int i = 0; i < one.size(); i += 1 + one.size() / LARGEST) {
            assertThat(hex(one.proof(i).path())).isEqualTo(hex(other.proof(i).path()));
        }
    }

    private static List<String> hex(List<byte[]> path) {
        return path.stream().map(HEX::formatHex).toList();
    }

    @Test
    void thePathsAreThePublishedOnes() {
        assertThat(published(1, 1)).isEmpty();
        assertThat(published(1, 8))
                .containsExactly(
                        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4");
        assertThat(published(6, 8))
                .containsExactly(
                        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
        assertThat(published(2, 5))
                .containsExactly(
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b");
    }

    @Test
    void everySizeGrowsIntoEveryLaterOneAndIntoNoOther() {
        for (int later = 1; later <= LARGEST; later++) {
            var now = tree(later);
            for (int earlier = 1; earlier <= later; earlier++) {
                var proof = now.consistency(earlier);
                byte[] before = tree(earlier).root();
                assertThat(proof.proves(before, now.root(), sha))
                        .as("%d in %d", earlier, later)
                        .isTrue();
                refused(proof, flipped(before), now.root());
                refused(proof, before, flipped(now.root()));
                refusedWithoutAnyHashOrWithOneMore(proof, before, now.root());
            }
        }
    }

    private void refusedWithoutAnyHashOrWithOneMore(ConsistencyProof proof, byte[] before, byte[] now) {
        for (int i = 0; i < proof.path().size(); i++) {
            List<byte[]> path = new ArrayList<>(proof.path());
            byte[] hash = path.remove(i);
            refused(new ConsistencyProof(proof.earlier(), proof.later(), path), before, now);
            path.add(i, flipped(hash));
            refused(new ConsistencyProof(proof.earlier(), proof.later(), path), before, now);
        }
        List<byte[]> longer = new ArrayList<>(proof.path());
        longer.add(before);
        refused(new ConsistencyProof(proof.earlier(), proof.later(), longer), before, now);
    }

    private void refused(ConsistencyProof proof, byte[] before, byte[] now) {
        assertThat(proof.proves(before, now, sha)).isFalse();
    }

    private static byte[] flipped(byte[] hash) {
        byte[] other = hash.clone();
        other[7] ^= 4;
        return other;
    }

    @Test
    void anotherHistoryIsNoGrowth() {
        List<byte[]> other = new ArrayList<>(LEAVES);
        other.set(3, "rewritten".getBytes(StandardCharsets.UTF_8));
        var now = MerkleTree.over(other, sha);
        assertThat(now.consistency(3).proves(tree(3).root(), now.root(), sha)).isTrue();
        for (int earlier = 4; earlier <= LARGEST; earlier++) {
            refused(now.consistency(earlier), tree(earlier).root(), now.root());
        }
    }

    @Test
    void theGrowingTreesRootIsThatOfTheWholeTree() {
        var log = LogTree.EMPTY;
        for (int size = 0; size < LARGEST; size++) {
            assertThat(log.root(sha)).as("%d leaves", size).isEqualTo(tree(size).root());
            log = log.with(LEAVES.get(size), sha);
            assertThat(log.size()).isEqualTo(size + 1);
        }
    }

    @Test
    void aTreeOfAnotherSizeIsRefused() {
        var log = LogTree.EMPTY.with(LEAVES.get(0), sha);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LogTree(3, log.fullTrees()))
                .withMessage("a tree of 3 leaves is not made of 1 full trees");
    }
}
