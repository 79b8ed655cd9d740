package ems.processes.command;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the launcher, the script {@code ems}, does itself: known here to help, to completion and to suggestions. */
final class LauncherCommands {

    private LauncherCommands() {}

    /** Reached only when the application is started without the launcher. */
    abstract static class LauncherCommand implements Runnable {

        @Spec
        CommandSpec spec;

        @Override
        public void run() {
            throw new ParameterException(
                    spec.commandLine(), "'" + spec.name() + "' is done by the launcher, the script ems");
        }
    }

    @Command(name = "test", description = "Build everything and run every test.", mixinStandardHelpOptions = true)
    static final class Test extends LauncherCommand {

        @Option(
                names = "-P",
                paramLabel = "PROFILE",
                description = "A profile of Maven: -Pslow runs the long tests, too.")
        @Nullable
        String profile;

        @Parameters(arity = "0..*", paramLabel = "ARG", description = "Other arguments for Maven.")
        List<String> arguments;
    }

    @Command(
            name = "features",
            description = "Run one Gherkin file or folder, or all of them.",
            mixinStandardHelpOptions = true)
    static final class Features extends LauncherCommand {

        @Parameters(
                arity = "0..1",
                paramLabel = "PATH",
                description = "A folder, a file, or one scenario as FILE:LINE (default: all).")
        Path path;
    }

    @Command(
            name = "matching",
            description = "Measure the optimal matcher beside OR-Tools, JGraphT and SciPy.",
            mixinStandardHelpOptions = true)
    static final class MatchingBenchmark extends LauncherCommand {

        @Parameters(arity = "0..*", paramLabel = "FAMILY", description = "Families of problems (default: all).")
        List<String> families;
    }

    @Command(
            name = "forecasting",
            description = "Measure the forecasting network beside PyTorch.",
            mixinStandardHelpOptions = true)
    static final class ForecastingBenchmark extends LauncherCommand {}

    @Command(
            name = "ledger",
            description = "Measure what blocks, signed bids or receipts cost to make, verify and keep.",
            mixinStandardHelpOptions = true)
    static final class LedgerBenchmark extends LauncherCommand {

        @Parameters(
                arity = "0..1",
                paramLabel = "REPORT",
                completionCandidates = Reports.class,
                description = "One of ${COMPLETION-CANDIDATES} (default: BlocksReport).")
        String report;

        /** The reports that the launcher can start. */
        static final class Reports implements Iterable<String> {

            @Override
            public Iterator<String> iterator() {
                return List.of("BlocksReport", "BidsReport", "ReceiptReport").iterator();
            }
        }
    }

    @Command(
            name = "mqtt",
            description = "Measure the door for MQTT at a real Mosquitto, beside mosquitto_sub.",
            mixinStandardHelpOptions = true)
    static final class MqttBenchmark extends LauncherCommand {}

    @Command(
            name = "ocpp",
            description = "Measure the door for OCPP with 2,000 charging stations, beside an echo.",
            mixinStandardHelpOptions = true)
    static final class OcppBenchmark extends LauncherCommand {}
}
