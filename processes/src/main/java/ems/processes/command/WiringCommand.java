package ems.processes.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import ems.routes.wiring.WiringExamples;
import ems.routes.wiring.WiringRefused;
import ems.routes.wiring.WiringTable;
import ems.routes.wiring.WiringTrial;

/** For whoever connects devices by MQTT: is the wiring table sound, and what does it make of a message? */
@Command(
        name = "wiring",
        description = "Work on the table that says what devices' MQTT messages tell.",
        mixinStandardHelpOptions = true)
final class WiringCommand {

    private static final int UNSOUND = 2;

    @Spec
    CommandSpec spec;

    @Command(
            name = "example",
            description = "Prints a table for a kind of device, to begin with; without KIND, which kinds there are.",
            mixinStandardHelpOptions = true)
    int example(
            @Parameters(paramLabel = "KIND", arity = "0..1", description = "Such as zigbee2mqtt.") @Nullable
                    String kind) {
        var out = spec.commandLine().getOut();
        if (kind == null) {
            WiringExamples.KINDS.forEach(out::println);
        } else {
            out.print(WiringExamples.text(kind));
            out.flush();
        }
        return 0;
    }

    @Command(
            name = "check",
            description =
                    "Checks a wiring table as the running market would, and says what each row does with a sample payload.",
            mixinStandardHelpOptions = true,
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {
                "0:the table is sound",
                "2:it is not; each fault is a line with file, row, column, value and reason"
            })
    int check(
            @Parameters(paramLabel = "FILE", description = "The table, such as wiring/wiring.csv.") Path file,
            @Option(names = "--topic", paramLabel = "TOPIC", description = "Try this topic instead of samples.")
                    @Nullable
                    String topic,
            @Option(
                            names = "--payload",
                            paramLabel = "TEXT",
                            defaultValue = "",
                            description = "What comes on that topic.")
                    String payload)
            throws IOException {
        var out = spec.commandLine().getOut();
        try {
            var table = WiringTable.parse(Files.readAllBytes(file));
            var trial = new WiringTrial(table);
            (topic == null ? trial.lines() : trial.lines(topic, payload)).forEach(out::println);
            out.println("wiring version " + table.version() + ": " + table.size() + " rows, sound");
            return 0;
        } catch (WiringRefused refused) {
            refused.faults().forEach(fault -> spec.commandLine().getErr().println(file + " " + fault));
            return UNSOUND;
        }
    }
}
