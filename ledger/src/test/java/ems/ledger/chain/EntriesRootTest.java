package ems.ledger.chain;

import java.util.HexFormat;
import java.util.stream.IntStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ems.ledger.tree.MerkleTree;
import ems.ledger.tree.Sha256;
import ems.market.record.EntryLines;

import static org.assertj.core.api.Assertions.assertThat;

/** The root of a block's lines is that of the tree from which they are proven, on however many cores it was found. */
class EntriesRootTest {

    private final Sha256 sha = new Sha256();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 4_095, 4_096, 4_097, 8_192, 8_193, 20_001})
    void itIsTheRootOfTheTreeOverTheLines(int size) {
        var lines = EntryLines.ofTexts(
                IntStream.range(0, size).mapToObj(i -> "line|" + i * i).toList());
        assertThat(EntriesRoot.of(lines, sha))
                .isEqualTo(HexFormat.of()
                        .formatHex(MerkleTree.over(lines.toList(), sha).root()));
    }
}
