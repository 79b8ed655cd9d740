package ems.chains.evm;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EvmNodeTest {

    @Test
    void noMethodIsCalledThatANodeOfIotaEvmLacks() {
        assertThat(EvmNode.METHODS).hasSize(9).doesNotContainAnyElementsOf(Wasp.LACKS);
    }
}
