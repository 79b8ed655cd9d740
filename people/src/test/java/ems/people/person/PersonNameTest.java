package ems.people.person;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ems.market.party.GridId;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PersonNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"olga", "o", "olga.p@market.example", "sso:olga", "7of9", "a-b_c"})
    void theseAreNames(String name) {
        assertThat(new PersonName(name).text()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Olga", "olga p", "-olga", "sso:", "ol,ga", "ol\nga", "token:gateway", "\u043elga"})
    void theseAreNot(String name) {
        assertThatThrownBy(() -> new PersonName(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 60");
        assertThat(PersonName.isOne(name)).isFalse();
    }

    @Test
    void aNameHasAtMost60Characters() {
        assertThat(PersonName.isOne("a".repeat(60))).isTrue();
        assertThat(PersonName.isOne("a".repeat(61))).isFalse();
    }

    @Test
    void aPasswordHas12To256Characters() {
        var olga = new PersonName("olga");
        assertThat(NewPassword.of(olga, "abcdefghijkl").hash().fits("abcdefghijkl"))
                .isTrue();
        assertThat(NewPassword.of(olga, "abcdef".repeat(42) + "abcd").hash().phc())
                .startsWith("$argon2id$");
        refused("abcdefghijk", "12 to 256", "11");
        refused("abcdef".repeat(42) + "abcde", "257");
        refused("aaaaaaaaaaaaaaaa", "5 different");
        assertThatThrownBy(() -> NewPassword.of(new PersonName("operator"), "the OPERATOR's word"))
                .hasMessageContaining("name");
    }

    private static void refused(String password, String... why) {
        assertThatThrownBy(() -> NewPassword.of(new PersonName("olga"), password))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(why)
                .hasMessageNotContaining(password);
    }

    @Test
    void anOwnPartyIsOneOfAGridOrOfEachGrid() {
        var everywhere = OwnParty.parse("prosumer:L1");
        var there = OwnParty.parse(" demo/vehicle:EV1 ");
        assertThat(everywhere.covers(new GridId("demo"), new ProsumerId("L1"))).isTrue();
        assertThat(everywhere.covers(new GridId("other"), new ProsumerId("L1"))).isTrue();
        assertThat(everywhere.covers(new GridId("demo"), new VehicleId("L1"))).isFalse();
        assertThat(there.covers(new GridId("demo"), new VehicleId("EV1"))).isTrue();
        assertThat(there.covers(new GridId("other"), new VehicleId("EV1"))).isFalse();
        assertThat(OwnParty.textOf(Set.of(everywhere, there))).isEqualTo("demo/vehicle:EV1,prosumer:L1");
        assertThat(OwnParty.parseAll("demo/vehicle:EV1,prosumer:L1")).containsExactlyInAnyOrder(everywhere, there);
        assertThatThrownBy(() -> OwnParty.parse("L1")).isInstanceOf(IllegalArgumentException.class);
    }
}
