package ems.processes.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import ems.chains.evm.NodeTimeouts;
import ems.chains.evm.PublishedAnchor;
import ems.chains.evm.PublishedAnchors;
import ems.market.party.GridId;
import ems.processes.grid.ChainSettings;
import ems.processes.grid.ContractsFile;

/** An auditor's own copy of the anchors, from a chain. Needs no key. */
@Command(
        name = "read",
        description = "Write a grid's anchors as an EVM chain has them, for ./ems verify --anchors. Exit code 1: the"
                + " chain has a height twice, or leaves one out.",
        mixinStandardHelpOptions = true)
final class ReadAnchorsCommand implements Callable<Integer> {

    private static final int WRONG = 1;

    @Option(
            names = "--url",
            required = true,
            paramLabel = "URL",
            description = "The JSON-RPC door of any node of the chain, better not the operator's.")
    String url;

    @Option(
            names = "--contracts",
            required = true,
            paramLabel = "FILE",
            description = "The addresses, as deploy wrote them.")
    Path contracts;

    @Option(names = "--grid", required = true, paramLabel = "GRID", description = "The grid's id.")
    String grid;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "File for the anchors.")
    Path out;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var published = new PublishedAnchors(
                ChainSettings.url("--url", url), ContractsFile.read(contracts), NodeTimeouts.USUAL);
        try {
            var anchors = published.of(new GridId(grid));
            Files.write(out, anchors.stream().map(PublishedAnchor::line).toList());
            spec.commandLine().getOut().println(out + ": " + anchors.size() + " anchors of grid " + grid);
            return 0;
        } catch (IllegalStateException wrong) {
            spec.commandLine().getErr().println("ems: " + wrong.getMessage());
            return WRONG;
        }
    }
}
