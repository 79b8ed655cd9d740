package ems.processes.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import ems.ledger.export.ExportedEntries;
import ems.ledger.verify.LedgerVerifier;
import ems.ledger.verify.Verification;
import ems.market.ledger.BlockHeader;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.record.Enrolment;
import ems.market.record.Entry;
import ems.study.result.RunFiles;
import ems.study.result.TableFormat;

/** Derives the tables of exchanges and settlements from nothing but an exported ledger. */
@Command(
        name = "exchanges",
        description =
                "Verify an exported ledger and write exchange.csv and settlement.csv from it alone, byte for byte as a"
                        + " study writes them. Exit code 1: the ledger is wrong.",
        mixinStandardHelpOptions = true)
final class ExchangesCommand implements Callable<Integer> {

    private static final int RIGHT = 0;
    private static final int WRONG = 1;

    @Parameters(index = "0", paramLabel = "LEDGER", description = "An exported ledger's folder.")
    Path ledger;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder for the two files.")
    Path out;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var entries = new ExportedEntries(ledger);
        var verification = LedgerVerifier.of(ledger);
        spec.commandLine().getOut().println(ledger + ": " + verification);
        if (verification instanceof Verification.Wrong) {
            return WRONG;
        }
        Files.createDirectories(out);
        try (var deriving = new Deriving(out)) {
            entries.forEachBlock(deriving);
        }
        return RIGHT;
    }

    /** The first block enrols the members; the period after it is the first one that trades. */
    private static final class Deriving implements ExportedEntries.BlockReader, AutoCloseable {

        private final Path folder;
        private @Nullable RunFiles files;

        Deriving(Path folder) {
            this.folder = folder;
        }

        @Override
        public void take(BlockHeader block, List<Entry> entries) {
            var period = block.key().period();
            if (files == null) {
                files = new RunFiles(folder, TableFormat.CSV, period.end(), capacities(entries));
            }
            files.add(period, entries);
        }

        private static Map<VehicleId, Energy> capacities(List<Entry> entries) {
            Map<VehicleId, Energy> capacities = new HashMap<>();
            for (Enrolment enrolment : Entry.all(Enrolment.class, entries)) {
                if (enrolment.party() instanceof VehicleId vehicle) {
                    capacities.put(vehicle, enrolment.capacity());
                }
            }
            return capacities;
        }

        @Override
        public void close() {
            if (files != null) {
                files.close();
            }
        }
    }
}
