package ems.ledger.tree;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProvenTreeTest {

    private final Sha256 sha = new Sha256();

    static IntStream sizes() {
        return IntStream.rangeClosed(1, 40);
    }

    private static List<byte[]> leaves(int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> ("leaf " + i).getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private ProvenTree blank(MerkleTree tree) {
        return new ProvenTree(tree.size(), tree.root(), sha);
    }

    /** Two trees: one in which nothing is known, and one in which all leaves but one are proven. */
    private List<ProvenTree> before(int index, MerkleTree tree, List<byte[]> leaves) {
        var others = blank(tree);
        for (int i = 0; i < leaves.size(); i++) {
            if (i != index) {
                assertThat(others.proves(tree.proof(i), leaves.get(i))).isTrue();
            }
        }
        return List.of(blank(tree), others);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void everyLeafIsProvenInAnyOrderAndMoreThanOnce(int size) {
        var leaves = leaves(size);
        var tree = MerkleTree.over(leaves, sha);
        var proven = blank(tree);
        var order = new ArrayList<>(IntStream.range(0, size).boxed().toList());
        order.addAll(order);
        Collections.shuffle(order, new Random(size));
        for (int i : order) {
            assertThat(proven.proves(tree.proof(i), leaves.get(i))).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void anotherLeafOrPlaceIsRefused(int size) {
        var leaves = leaves(size);
        var tree = MerkleTree.over(leaves, sha);
        for (int i = 0; i < size; i++) {
            var proof = tree.proof(i);
            for (ProvenTree proven : before(i, tree, leaves)) {
                assertThat(proven.proves(proof, "lie".getBytes(StandardCharsets.UTF_8)))
                        .isFalse();
                for (int other : new int[] {-1, i ^ 1, i + 1, size}) {
                    var moved = new InclusionProof(other, size, proof.path());
                    assertThat(proven.proves(moved, leaves.get(i))).isFalse();
                }
                var larger = new InclusionProof(i, size + 1, proof.path());
                assertThat(proven.proves(larger, leaves.get(i))).isFalse();
                assertThat(proven.proves(proof, leaves.get(i))).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void aHashThatIsChangedMissingOrLeftOverIsRefused(int size) {
        var leaves = leaves(size);
        var tree = MerkleTree.over(leaves, sha);
        for (int i = 0; i < size; i++) {
            var path = tree.proof(i).path();
            List<List<byte[]>> wrong = new ArrayList<>();
            for (int at = 0; at < path.size(); at++) {
                var changed = new ArrayList<>(path);
                byte[] hash = path.get(at).clone();
                hash[at] ^= 1;
                changed.set(at, hash);
                wrong.add(changed);
                var missing = new ArrayList<>(path);
                missing.remove(at);
                wrong.add(missing);
            }
            var longer = new ArrayList<>(path);
            longer.add(tree.root());
            wrong.add(longer);
            for (ProvenTree proven : before(i, tree, leaves)) {
                for (List<byte[]> each : wrong) {
                    assertThat(proven.proves(new InclusionProof(i, size, each), leaves.get(i)))
                            .isFalse();
                }
                assertThat(proven.proves(tree.proof(i), leaves.get(i))).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void nothingIsProvenUnderAnotherRoot(int size) {
        var leaves = leaves(size);
        var tree = MerkleTree.over(leaves, sha);
        byte[] root = tree.root();
        root[0] ^= 1;
        var proven = new ProvenTree(size, root, sha);
        for (int i = 0; i < size; i++) {
            assertThat(proven.proves(tree.proof(i), leaves.get(i))).isFalse();
        }
    }
}
