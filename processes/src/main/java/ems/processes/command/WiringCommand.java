package ems.processes.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

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
import ems.routes.wiring.WiringProposal;
import ems.routes.wiring.WiringTable;
import ems.routes.wiring.WiringTrial;

/** For whoever connects devices by MQTT: is the wiring table sound, and what does it make of a message? */
@Command(
        name = "wiring",
        description = "Work on the table that says what devices' MQTT messages tell.",
        mixinStandardHelpOptions = true)
final class WiringCommand {

    private static final int UNSOUND = 2;
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
            mixinStandardHelpOptions = true)
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
        var proposal = new WiringProposal(heard);
        spec.commandLine()
                .getErr()
                .println("heard " + heard.size() + " topics, and know " + proposal.size() + " numbers on them"
                        + (proposal.unreadable() > 0
                                ? "; " + proposal.unreadable() + " descriptions cannot be read"
                                : ""));
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
            var table = WiringTable.parse(file.toString(), Files.readAllBytes(file));
            var trial = new WiringTrial(table);
            Terminal.head(
                    out, "row: topic and payload -> what it tells of whom (W, kWh, %), and how long that holds (s)");
            (topic == null ? trial.lines() : trial.lines(topic, payload)).forEach(out::println);
            out.println("wiring version " + table.version() + ": " + table.size() + " rows, sound");
            return 0;
        } catch (TableRefused refused) {
            refused.faults().forEach(spec.commandLine().getErr()::println);
            return UNSOUND;
        }
    }
}
