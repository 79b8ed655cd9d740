package ems.ledger.contract;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import ems.ledger.tree.MerkleTree;
import ems.ledger.tree.Sha256;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What a contract holds has one root, however it came to hold it. */
class StateTest {

    private final Sha256 sha = new Sha256();

    @Test
    void theRootIsThatOfTheSortedLines() {
        var state = State.of(new TreeMap<>(Map.of("b", "2", "a", "1", "c", "")));
        var leaves = List.of("a=1", "b=2", "c=").stream()
                .map(line -> line.getBytes(UTF_8))
                .toList();
        assertThat(state.root())
                .isEqualTo(HexFormat.of().formatHex(MerkleTree.over(leaves, sha).root()));
    }

    @Test
    void howItCameAboutDoesNotShow() {
        var random = new Random(7);
        var lines = new TreeMap<String, String>();
        var state = State.EMPTY;
        for (int i = 0; i < 300; i++) {
            var writes = new TreeMap<String, String>();
            for (int j = random.nextInt(4); j > 0; j--) {
                writes.put("key" + random.nextInt(40), "value" + random.nextInt(5));
            }
            lines.putAll(writes);
            state = state.with(writes);
            assertThat(state.lines()).isEqualTo(lines);
            assertThat(state.root()).isEqualTo(State.of(lines).root());
        }
    }

    @Test
    void everyLineIsProvenAndNoOtherIs() {
        var lines = new TreeMap<String, String>();
        for (int i = 0; i < 37; i++) {
            lines.put("agent|vehicle:EV" + i, "enrolled|" + i);
        }
        var state = State.of(lines);
        var tree = state.under(state.root(), sha);
        lines.forEach((key, value) -> {
            var proven = state.proof(key).orElseThrow();
            assertThat(proven.value()).isEqualTo(value);
            var lie = new State.ProvenLine(key, "revoked|1", proven.proof());
            assertThat(lie.isIn(state.under(state.root(), sha))).isFalse();
            assertThat(lie.isIn(tree)).isFalse();
            assertThat(proven.isIn(tree)).isTrue();
            assertThat(lie.isIn(tree)).isFalse();
        });
        assertThat(state.proof("agent|vehicle:EV99")).isEmpty();
    }

    @Test
    void nothingWrittenIsTheSameState() {
        var state = State.of(new TreeMap<>(Map.of("a", "1")));
        assertThat(state.with(new TreeMap<>())).isSameAs(state);
    }
}
