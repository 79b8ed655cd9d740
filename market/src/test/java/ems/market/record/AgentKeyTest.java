package ems.market.record;

import org.junit.jupiter.api.Test;

import ems.market.party.VehicleId;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AgentKeyTest {

    private static final VehicleId EV1 = new VehicleId("EV1");

    @Test
    void aRefusalQuotes90CharactersAtMost() {
        String quoted = "x".repeat(90);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AgentKey(EV1, quoted, "any"))
                .withMessageStartingWith("'" + quoted + "' is no algorithm");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AgentKey(EV1, quoted + "y", "any"))
                .withMessageStartingWith("'" + quoted + "...' is no algorithm");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AgentKey(EV1, AgentKey.BIDS, quoted + "y"))
                .withMessageStartingWith("'" + quoted + "...' is no public key for EdDSA: 32 bytes");
    }
}
