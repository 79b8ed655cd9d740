package ems.market.party;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PartyTest {

    @Test
    void anAccountNamesItsParty() {
        assertThat(Party.parse("prosumer:L1")).isEqualTo(new ProsumerId("L1"));
        assertThat(Party.parse("vehicle:EV1")).isEqualTo(new VehicleId("EV1"));
        assertThat(Party.parse(new VehicleId("EV1").account())).isEqualTo(new VehicleId("EV1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "L1", ":", "prosumer", "prosumer:", "vehicle:a:b", "Prosumer:L1", "grid:L1", " vehicle:a"})
    void anythingElseIsNoAccount(String account) {
        assertThatIllegalArgumentException().isThrownBy(() -> Party.parse(account));
    }
}
