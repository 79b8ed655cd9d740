package ems.chains.evm;

import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ChainContractAddressesTest {

    private static Map<ChainContract, Address> all() {
        Map<ChainContract, Address> all = new EnumMap<>(ChainContract.class);
        for (ChainContract contract : ChainContract.values()) {
            all.put(contract, new Address("0x" + ("a" + contract.ordinal()).repeat(20)));
        }
        return all;
    }

    @Test
    void eachContractHasAnAddressOfItsOwn() {
        var missing = all();
        missing.remove(ChainContract.MATCHING);
        assertThatThrownBy(() -> new ContractAddresses(missing, 0)).hasMessage("the address of Matching is missing");
        var shared = all();
        shared.put(ChainContract.MATCHING, shared.get(ChainContract.STATE_ANCHOR));
        assertThatThrownBy(() -> new ContractAddresses(shared, 0)).hasMessageContaining("the same address");
        assertThatThrownBy(() -> new ContractAddresses(all(), -1)).hasMessageContaining("-1");
        assertThat(new ContractAddresses(all(), 0).of(ChainContract.MATCHING)).hasToString("0x" + "a1".repeat(20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0x", "0x12", "12", "0xg000000000000000000000000000000000000000"})
    void whatIsNoAddressIsRefused(String text) {
        assertThatThrownBy(() -> Address.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAddressIsReadInAnyCase() {
        assertThat(Address.parse(" 0x" + "AB".repeat(20))).hasToString("0x" + "ab".repeat(20));
    }

    @Test
    void patienceAndCeilingsHaveBounds() {
        var second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new NodeTimeouts(Duration.ZERO, second, second))
                .hasMessageContaining("for an answer");
        assertThatThrownBy(() -> new NodeTimeouts(second, second.negated(), second))
                .hasMessageContaining("receipt");
        assertThatThrownBy(() -> new NodeTimeouts(second, second, Duration.ZERO))
                .hasMessageContaining("two looks");
        var url = URI.create("http://127.0.0.1:1");
        assertThatThrownBy(() ->
                        new ChainAccess(url, null, OptionalLong.empty(), BigInteger.ONE.negate(), NodeTimeouts.USUAL))
                .hasMessageContaining("-1 wei is below 0");
        assertThatThrownBy(() -> new ChainAccess(url, null, OptionalLong.of(0), BigInteger.ONE, NodeTimeouts.USUAL))
                .hasMessageContaining("chain id 0");
    }
}
