package ems.ledger.tree;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MerkleTreeTest {

    private static final int LARGEST = 70;
    private static final int BYTES = 32;
    private static final HexFormat HEX = HexFormat.of();
    /** Test data of the certificate-transparency reference implementation of RFC 6962. */
    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private final Sha256 sha = new Sha256();

    @Test
    void rootsAreThePublishedOnes() {
        for (int size = 0; size <= LEAVES.size(); size++) {
            var leaves = LEAVES.subList(0, size).stream().map(HEX::parseHex).toList();
            assertThat(HEX.formatHex(MerkleTree.over(leaves, sha).root())).isEqualTo(ROOTS.get(size));
        }
    }

    @Test
    void rootsOfLeavesOneByOneAreThePublishedOnes() {
        var root = new RunningRoot(sha);
        for (int size = 0; size <= LEAVES.size(); size++) {
            for (String leaf : LEAVES.subList(0, size)) {
                byte[] among = HEX.parseHex("ff" + leaf + "ff");
                root.add(among, 1, among.length - 1);
            }
            assertThat(HEX.formatHex(root.end())).isEqualTo(ROOTS.get(size));
        }
    }

    @Test
    void aTreeWithChangedLeavesIsTheTreeOverThem() {
        var random = new Random(7);
        for (int size = 0; size < 40; size++) {
            byte[][] leaves = new byte[size][];
            Arrays.setAll(leaves, i -> sha.ofLeaf(new byte[] {(byte) i}));
            var tree = MerkleTree.overHashes(leaves, sha);
            for (int round = 0; round < 10; round++) {
                byte[][] changed = tree.leaves();
                for (int i = 0; size > 0 && i < round; i++) {
                    changed[random.nextInt(size)] = sha.ofLeaf(new byte[] {(byte) random.nextInt()});
                }
                byte[] root = tree.root();
                var after = tree.with(changed, sha);
                assertThat(after.root())
                        .isEqualTo(MerkleTree.overHashes(changed, sha).root());
                assertThat(tree.root()).isEqualTo(root);
                for (int i = 0; i < size; i++) {
                    assertThat(after.proof(i).path())
                            .containsExactlyElementsOf(
                                    MerkleTree.overHashes(changed, sha).proof(i).path());
                }
                tree = after;
            }
        }
    }

    @Test
    void thePathIsThePublishedOne() {
        var leaves = LEAVES.stream().map(HEX::parseHex).toList();
        assertThat(MerkleTree.over(leaves, sha).proof(5).path().stream().map(HEX::formatHex))
                .containsExactly(
                        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
    }

    @Test
    void everyLeafOfEverySizeIsProven() {
        everyProof((leaves, tree, proof) -> assertThat(proof.proves(leaves.get(proof.index()), tree.root(), sha))
                .isTrue());
    }

    /** RFC 9162, section 2.1.1, word by word: split at the largest power of two below the size. */
    @ParameterizedTest
    @ValueSource(ints = {4095, 4096, 4097, 8193, 20_001})
    void aTreeThatAllCoresShareIsTheSame(int size) {
        List<byte[]> leaves = IntStream.range(0, size)
                .mapToObj(i -> ("leaf " + i).getBytes(StandardCharsets.UTF_8))
                .toList();
        assertThat(MerkleTree.over(leaves, sha).root()).isEqualTo(rootByTheBook(leaves));
    }

    private byte[] rootByTheBook(List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return sha.ofLeaf(leaves.get(0));
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        return sha.ofNode(rootByTheBook(leaves.subList(0, split)), rootByTheBook(leaves.subList(split, leaves.size())));
    }

    @Test
    void oneBitOfAnyHashOfThePathDecides() {
        everyProof((leaves, tree, proof) -> {
            for (int i = 0; i < proof.path().size(); i++) {
                List<byte[]> path = new ArrayList<>(proof.path());
                byte[] flipped = path.get(i).clone();
                flipped[(proof.index() + i) % BYTES] ^= (byte) (1 << i % 8);
                path.set(i, flipped);
                refused(leaves, tree, new InclusionProof(proof.index(), proof.size(), path));
            }
        });
    }

    @Test
    void aPathTooShortOrTooLongIsRefused() {
        everyProof((leaves, tree, proof) -> {
            List<byte[]> longer = new ArrayList<>(proof.path());
            longer.add(new byte[BYTES]);
            refused(leaves, tree, new InclusionProof(proof.index(), proof.size(), longer));
            if (!proof.path().isEmpty()) {
                var shorter = proof.path().subList(0, proof.path().size() - 1);
                refused(leaves, tree, new InclusionProof(proof.index(), proof.size(), shorter));
            }
        });
    }

    @Test
    void anotherPlaceIsRefused() {
        everyProof((leaves, tree, proof) -> {
            for (int place = -1; place <= proof.size(); place++) {
                if (place != proof.index()) {
                    refused(leaves.get(proof.index()), tree, new InclusionProof(place, proof.size(), proof.path()));
                }
            }
        });
    }

    @Test
    void anotherLeafIsRefused() {
        everyProof((leaves, tree, proof) ->
                assertThat(proof.proves("other".getBytes(), tree.root(), sha)).isFalse());
    }

    @Test
    void anInnerNodeIsNoLeaf() {
        var leaves = leaves(2);
        var tree = MerkleTree.over(leaves, sha);
        byte[] inside = new byte[2 * BYTES];
        System.arraycopy(sha.ofLeaf(leaves.get(0)), 0, inside, 0, BYTES);
        System.arraycopy(sha.ofLeaf(leaves.get(1)), 0, inside, BYTES, BYTES);
        refused(inside, tree, new InclusionProof(0, 1, List.of()));
    }

    @Test
    void thereIsNoProofOutsideTheTree() {
        var tree = MerkleTree.over(leaves(3), sha);
        assertThatThrownBy(() -> tree.proof(3)).hasMessage("leaf 3 is outside [0, 3)");
        assertThatThrownBy(() -> tree.proof(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    private interface Check {
        void on(List<byte[]> leaves, MerkleTree tree, InclusionProof proof);
    }

    private void everyProof(Check check) {
        for (int size = 1; size <= LARGEST; size++) {
            var leaves = leaves(size);
            var tree = MerkleTree.over(leaves, sha);
            for (int index = 0; index < size; index++) {
                check.on(leaves, tree, tree.proof(index));
            }
        }
    }

    private void refused(List<byte[]> leaves, MerkleTree tree, InclusionProof proof) {
        refused(leaves.get(proof.index()), tree, proof);
    }

    private void refused(byte[] leaf, MerkleTree tree, InclusionProof proof) {
        assertThat(proof.proves(leaf, tree.root(), sha)).isFalse();
    }

    private static List<byte[]> leaves(int size) {
        return IntStream.range(0, size).mapToObj(i -> ("entry " + i).getBytes()).toList();
    }
}
