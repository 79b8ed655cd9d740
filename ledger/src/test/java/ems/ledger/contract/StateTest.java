package ems.ledger.contract;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ems.ledger.tree.MerkleTree;
import ems.ledger.tree.Sha256;
import ems.market.party.EnergyInventory;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;

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
            var writes = new TreeMap<String, Held>();
            for (int j = random.nextInt(4); j > 0; j--) {
                writes.put("key" + random.nextInt(40), new Held.Words("value" + random.nextInt(5)));
            }
            writes.forEach((key, value) -> lines.put(key, value.text()));
            state = state.with(writes);
            assertThat(state.lines()).isEqualTo(lines);
            assertThat(state.root()).isEqualTo(State.of(lines).root());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 7, 1_234_567, Long.MAX_VALUE})
    void aTypedValueIsTheLineThatItsTextIs(long amount) {
        var held = new HeldEnergy(
                new EnergyInventory(new Energy(amount), new Money(-amount)), new Energy(amount), Energy.ZERO);
        for (Held value : List.of(held, new Balance(new Money(amount)), new Balance(new Money(-amount)))) {
            var typed = State.EMPTY.with(Map.of("key", value));
            assertThat(typed.get("key")).contains(value.text());
            assertThat(typed.root())
                    .isEqualTo(State.of(Map.of("key", value.text())).root());
        }
        assertThat(HeldEnergy.of(new Held.Words(held.text()))).isEqualTo(held);
        assertThat(Balance.of(new Held.Words("-7"))).isEqualTo(new Balance(new Money(-7)));
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
