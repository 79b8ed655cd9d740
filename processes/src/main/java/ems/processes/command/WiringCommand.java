package ems.processes.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import ems.processes.mqtt.MqttLogin;
import ems.routes.mqtt.BrokerAddress;
import ems.routes.mqtt.BrokerEar;
import ems.routes.table.TableRefused;
import ems.routes.wiring.WiringExamples;
import ems.routes.wiring.WiringFile;
import ems.routes.wiring.WiringProposal;
import ems.routes.wiring.WiringTable;
import ems.routes.wiring.WiringTrial;

/** For whoever connects devices by MQTT: is the wiring table sound, and what does it make of a message? */
@Command(
        name = "wiring",
        description = "Work on the table that says what devices' MQTT messages tell.",
        mixinStandardHelpOptions = true)
final class WiringCommand {

    private static final int NOT_TAKEN = 1;
    private static final int UNSOUND = 2;
    private static final int NOTHING_HEARD = 1;
    private static final int MOST_SECONDS = 3_600;

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
            Terminal.head(out, "kinds of devices, each with a table of its own: wiring example KIND");
            WiringExamples.KINDS.forEach(out::println);
        } else {
            out.print(WiringExamples.text(kind));
            out.flush();
        }
        return 0;
    }

    @Command(
            name = "propose",
            description =
                    "Listens at a broker for a while, and proposes rows for devices that it knows, and for those that Home"
                            + " Assistant's discovery describes. The login is that of ./ems run: EMS_MQTT_USER and so on.",
            mixinStandardHelpOptions = true,
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:something was heard", "1:nothing was heard"})
    int propose(
            @Option(
                            names = "--mqtt",
                            paramLabel = "URL",
                            required = true,
                            description = "Such as mqtt://127.0.0.1:1883.")
                    String url,
            @Option(
                            names = "--seconds",
                            paramLabel = "N",
                            defaultValue = "15",
                            description = "How long it listens (default: ${DEFAULT-VALUE}).")
                    int seconds)
            throws InterruptedException {
        if (seconds < 1 || seconds > MOST_SECONDS) {
            throw new IllegalArgumentException("seconds " + seconds + " is outside [1, " + MOST_SECONDS + "]");
        }
        var heard = BrokerEar.listen(
                BrokerAddress.parse(url),
                MqttLogin.of(name -> Settings.find(name).filter(text -> !text.isBlank()), "ems-proposes"),
                Duration.ofSeconds(seconds));
        if (heard.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println("heard nothing in " + seconds + " s at " + url
                            + ": let the device publish at this broker (docs/devices.md), see that it does with mosquitto_sub -t '#' -v,"
                            + " see that this login may read there, and listen longer with --seconds 60");
            return NOTHING_HEARD;
        }
        var proposal = new WiringProposal(heard);
        spec.commandLine()
                .getErr()
                .println("heard " + heard.size() + " topics, and know " + proposal.size() + " numbers on them"
                        + (proposal.unreadable() > 0
                                ? "; " + proposal.unreadable() + " descriptions cannot be read"
                                : "")
                        + (proposal.size() == 0 ? ": write the rows yourself, from docs/devices.md" : ""));
        spec.commandLine().getOut().print(proposal.table());
        spec.commandLine().getOut().flush();
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
                "1:it is sound, and no row takes the topic of --topic",
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
        refuseFolder(file);
        var out = spec.commandLine().getOut();
        try {
            var table = WiringTable.parse(file.toString(), Files.readAllBytes(file));
            var trial = new WiringTrial(table);
            Terminal.head(
                    out, "row: topic and payload -> what it tells of whom (W, kWh, %), and how long that holds (s)");
            (topic == null ? trial.lines() : trial.lines(topic, payload)).forEach(out::println);
            table.warnings().forEach(warning -> out.println("warning: " + warning));
            out.println("wiring version " + table.version() + ": " + table.size() + " rows, sound");
            return topic == null || trial.takes(topic) ? 0 : NOT_TAKEN;
        } catch (TableRefused refused) {
            refused.faults().forEach(spec.commandLine().getErr()::println);
            return UNSOUND;
        }
    }

    private static void refuseFolder(Path file) {
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException(file + " is a folder: give the file " + WiringFile.NAME + " in it, "
                    + file.resolve(WiringFile.NAME)
                    + WiringFile.passedOver(file).stream()
                            .map(other -> "; " + other + " is not read, put its rows into " + WiringFile.NAME)
                            .collect(Collectors.joining()));
        }
    }
}
