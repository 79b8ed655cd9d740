package ems.processes.grid;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ems.market.party.GridId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Which units shall sign: addresses as people write them, and settings beside what was proposed. */
class UnitPlanTest {

    private static final UnitPlan USUAL = new UnitPlan(UnitPlan.UNITS, UnitPlan.QUORUM, List.of(), List.of());

    private static List<URI> at(int... ports) {
        return Arrays.stream(ports)
                .mapToObj(port -> URI.create("http://127.0.0.1:" + port))
                .toList();
    }

    private static UnitPlan elsewhere(int... ports) {
        return new UnitPlan(UnitPlan.UNITS, UnitPlan.QUORUM, at(ports), List.of());
    }

    private static UnitOrder order(UnitPlan plan, UnitPlan settings, boolean overtaken) {
        return new UnitOrder(1, new GridId("demo"), plan, settings.text(), overtaken);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rsu-1",
                "file:///etc/passwd",
                "http://127.0.0.1:8091#a,:b",
                "http://127.0.0.1:8091/x",
                "http://127.0.0.1:8091?x=1",
                "http://me@127.0.0.1:8091",
                "http://127.0.0.1:8091 x"
            })
    void whatIsNoAddressOfAUnitIsRefusedByName(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UnitPlan.address("'addresses'", text))
                .withMessageContaining("'addresses' names '" + text + "'");
    }

    @Test
    void oneUnitHasOneAddress() {
        assertThat(UnitPlan.address("x", "http://LocalHost:8091/")).isEqualTo(URI.create("http://localhost:8091"));
        assertThat(UnitPlan.address("x", "http://localhost:8091")).isEqualTo(URI.create("http://localhost:8091"));
        assertThat(UnitPlan.parse(UnitPlan.text(at(1, 2)))).isEqualTo(at(1, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UnitPlan.address("x", "http://" + "a".repeat(200) + ":1"));
    }

    @Test
    void whatWasProposedCountsUntilSettingsAreChangedAndNeverAfterThat() {
        var proposed = elsewhere(4, 5);
        assertThat(order(proposed, elsewhere(1, 2), false).countsBeside(elsewhere(1, 2)))
                .isTrue();
        assertThat(order(proposed, elsewhere(1, 2), false).countsBeside(USUAL))
                .as("they say nothing")
                .isTrue();
        assertThat(order(proposed, elsewhere(1, 2), false).countsBeside(elsewhere(3)))
                .isFalse();
        assertThat(order(proposed, elsewhere(1, 2), true).countsBeside(elsewhere(1, 2)))
                .isFalse();
    }

    @Test
    void unitsThatWereProposedAreAskedAsLongAsTheySignWhateverSettingsComeAfter() {
        var proposed = new UnitPlan(0, 2, at(4, 5), at(6), Optional.empty());
        var leaves = new UnitPlan(UnitPlan.UNITS, UnitPlan.QUORUM, List.of(), at(6));
        assertThat(leaves.after(proposed).leaving()).isEqualTo(at(6, 4, 5));
        assertThat(elsewhere(4, 7).after(proposed).leaving()).isEqualTo(at(5, 6));
        assertThat(elsewhere(4, 7).after(proposed).addresses()).isEqualTo(at(4, 7));
    }
}
