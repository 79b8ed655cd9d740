package ems.processes.grid;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ems.chains.evm.Address;
import ems.chains.evm.ChainContract;
import ems.chains.evm.ContractAddresses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a deployment wrote is what the market reads; anything else is refused with what is wrong. */
class ContractsFileTest {

    private static final ContractAddresses DEPLOYED = deployed();

    @TempDir
    Path folder;

    private static ContractAddresses deployed() {
        Map<ChainContract, Address> all = new EnumMap<>(ChainContract.class);
        for (ChainContract contract : ChainContract.values()) {
            all.put(
                    contract,
                    new Address("0x" + Integer.toString(contract.ordinal()).repeat(40)));
        }
        return new ContractAddresses(all, 12);
    }

    @Test
    void what_was_written_is_read() throws IOException {
        assertThat(ContractsFile.read(file(ContractsFile.text(DEPLOYED)))).isEqualTo(DEPLOYED);
    }

    @ParameterizedTest
    @CsvSource({
        "block=12,block=-1,line 'block=-1' is not NAME=VALUE",
        "block=12,block=012,block '012' is not a whole number",
        "block=12,Block=12,line 'Block=12' is not NAME=VALUE with one of AgentRegistry",
        "block=12,Matching=0x1111111111111111111111111111111111111111,Matching is there twice",
        "Matching=0x1111,Matching=0x,is not an address",
        "0x1111111111111111111111111111111111111111,0x0000000000000000000000000000000000000000,have the same address"
    })
    void another_file_is_refused(String written, String instead, String reason) throws IOException {
        var file = file(ContractsFile.text(DEPLOYED).replace(written, instead));
        assertThatThrownBy(() -> ContractsFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the file of contracts " + file)
                .hasMessageContaining(reason);
    }

    @Test
    void a_missing_contract_is_named() throws IOException {
        var file = file(ContractsFile.text(DEPLOYED).replaceAll("StateAnchor=.*\n", ""));
        assertThatThrownBy(() -> ContractsFile.read(file))
                .hasMessageContaining("the address of StateAnchor is missing");
    }

    @Test
    void a_file_that_is_far_too_long_is_not_read() throws IOException {
        var file = file("block=12\n".repeat(1000));
        assertThatThrownBy(() -> ContractsFile.read(file)).hasMessageContaining("longer than 4096 bytes");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("contracts"), text);
    }
}
