package ems.chains.evm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class CompiledContractsTest {

    private static final Path COMPILED = Path.of("src/main/resources/ems/chains/evm");

    @Test
    void whatIsDeployedIsWhatTheSourcesSay(@TempDir Path folder) throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                Files.isDirectory(Path.of("contracts/node_modules/solc")),
                "not compiled again: the compiler is missing, run npm ci --ignore-scripts in chains/contracts");
        var log = folder.resolve("log");
        var node = new ProcessBuilder("node", "contracts/compile.mjs", folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(node.waitFor()).as(Files.readString(log)).isZero();
        for (ChainContract contract : ChainContract.values()) {
            String file = contract.title() + ".json";
            assertThat(folder.resolve(file)).hasSameTextualContentAs(COMPILED.resolve(file));
        }
    }
}
