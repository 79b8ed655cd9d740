package ems.processes.command;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import ems.chains.evm.ChainAccess;
import ems.chains.evm.ContractDeployment;
import ems.chains.evm.NodeTimeouts;
import ems.processes.grid.ChainSettings;
import ems.processes.grid.ContractsFile;

/** Puts the contracts on an EVM chain. It is paid for, so the file for their addresses is made first. */
@Command(
        name = "deploy",
        description = "Put the contracts on an EVM chain; they take anchors from this key only.",
        mixinStandardHelpOptions = true)
final class DeployAnchorsCommand implements Callable<Integer> {

    @Option(names = "--url", required = true, paramLabel = "URL", description = "A node's JSON-RPC door.")
    String url;

    @Option(
            names = "--key-file",
            required = true,
            paramLabel = "FILE",
            description = "The private key: 64 hex digits, chmod 600.")
    Path keyFile;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "New file for the addresses.")
    Path out;

    @Option(names = "--chain-id", paramLabel = "N", description = "The chain it must be (default: the node's).")
    @Nullable
    String chainId;

    @Option(
            names = "--gas-price-ceiling",
            paramLabel = "WEI",
            description = "The most that is paid per gas (default: ${DEFAULT-VALUE}).")
    String gasPriceCeiling = ChainSettings.GAS_PRICE_CEILING;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var deploying = new ContractDeployment(new ChainAccess(
                ChainSettings.url("--url", url),
                ChainSettings.key(keyFile),
                chainId == null ? OptionalLong.empty() : ChainSettings.chainId("--chain-id", chainId),
                ChainSettings.gasPriceCeiling("--gas-price-ceiling", gasPriceCeiling),
                NodeTimeouts.USUAL));
        try {
            Files.createFile(out);
        } catch (FileAlreadyExistsException e) {
            throw new IllegalArgumentException(out + " is there already: name a new file with --out");
        }
        try {
            String addresses = ContractsFile.text(deploying.deploy());
            spec.commandLine().getOut().print(addresses);
            spec.commandLine().getOut().flush();
            Files.writeString(out, addresses);
        } catch (IOException | RuntimeException e) {
            Files.delete(out);
            throw e;
        }
        return 0;
    }
}
