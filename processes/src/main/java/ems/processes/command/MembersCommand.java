package ems.processes.command;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Members of a grid that runs, for whoever may read the market's data folder. */
@Command(
        name = "members",
        description =
                "List members of a running grid, enrol, revoke them, make homes private, change the keys of their bids, and enrol and end agents.",
        mixinStandardHelpOptions = true)
final class MembersCommand {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The market's data folder (default: ${DEFAULT-VALUE}).")
    Path data = Path.of("data");

    @Option(
            names = "--grid",
            paramLabel = "GRID",
            scope = ScopeType.INHERIT,
            description = "The grid (default: ${DEFAULT-VALUE}).")
    String grid = "demo";

    @Command(name = "show", description = "Show one member.", mixinStandardHelpOptions = true)
    int show(@Parameters(paramLabel = "PARTY", description = "Such as prosumer:L1.") String party) throws IOException {
        return run("GET", "/" + encoded(party), Map.of());
    }

    @Command(
            name = "enrol",
            description =
                    "Enrol a home or an EV with what a file says: a JSON object with the fields of docs/operating.md.",
            mixinStandardHelpOptions = true)
    int enrol(
            @Parameters(paramLabel = "PARTY", description = "Such as vehicle:EV9.") String party,
            @Parameters(paramLabel = "FILE") Path file,
            @Option(names = "--reason", required = true, description = "Why; the trail keeps it.") String reason,
            @Option(names = "--from", paramLabel = "INSTANT", description = "The first period (default: the earliest).")
                    @Nullable
                    String from)
            throws IOException {
        return run("POST", "/" + encoded(party) + "/enrol", wish(fields(file), reason, from));
    }

    @Command(name = "revoke", description = "Revoke a member.", mixinStandardHelpOptions = true)
    int revoke(
            @Parameters(paramLabel = "PARTY") String party,
            @Option(names = "--reason", required = true, description = "Why; the trail keeps it.") String reason,
            @Option(
                            names = "--from",
                            paramLabel = "INSTANT",
                            description = "The first period without it (default: the earliest).")
                    @Nullable
                    String from)
            throws IOException {
        return run("POST", "/" + encoded(party) + "/revoke", wish(new LinkedHashMap<>(), reason, from));
    }

    @Command(
            name = "private",
            description = "Keep no reading of a home any more: its agent signs what it exchanges.",
            mixinStandardHelpOptions = true)
    int keepPrivate(
            @Parameters(paramLabel = "HOME", description = "Such as prosumer:L1.") String party,
            @Option(names = "--reason", required = true, description = "Why; the trail keeps it.") String reason,
            @Option(names = "--from", paramLabel = "INSTANT", description = "The first period (default: the earliest).")
                    @Nullable
                    String from)
            throws IOException {
        return run("POST", "/" + encoded(party) + "/private", wish(new LinkedHashMap<>(), reason, from));
    }

    @Command(
            name = "metered",
            description = "Settle a home by its meter's readings again.",
            mixinStandardHelpOptions = true)
    int meter(
            @Parameters(paramLabel = "HOME", description = "Such as prosumer:L1.") String party,
            @Option(names = "--reason", required = true, description = "Why; the trail keeps it.") String reason,
            @Option(names = "--from", paramLabel = "INSTANT", description = "The first period (default: the earliest).")
                    @Nullable
                    String from)
            throws IOException {
        return run("POST", "/" + encoded(party) + "/metered", wish(new LinkedHashMap<>(), reason, from));
    }

    @Command(name = "rotate", description = "Change the key of a member's bids.", mixinStandardHelpOptions = true)
    int rotate(
            @Parameters(paramLabel = "PARTY") String party,
            @Option(
                            names = "--key",
                            paramLabel = "KEY",
                            description =
                                    "The member's own public key (default: one is made here, which signs for it).")
                    @Nullable
                    String key,
            @Option(names = "--reason", required = true, description = "Why; the trail keeps it.") String reason,
            @Option(names = "--from", paramLabel = "INSTANT", description = "The first period (default: the earliest).")
                    @Nullable
                    String from)
            throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        putIfGiven(fields, "key", key);
        return run("POST", "/" + encoded(party) + "/key", wish(fields, reason, from));
    }

    @Command(
            name = "enrol-agent",
            description =
                    "Enrol the agent of a home, and of its car: its keys sign from then on, and its token is shown, this once, with the"
                            + " command that starts it.",
            mixinStandardHelpOptions = true)
    int enrolAgent(
            @Parameters(paramLabel = "HOME", description = "Such as prosumer:L1.") String home,
            @Option(
                            names = "--key",
                            paramLabel = "KEY",
                            required = true,
                            description = "The public key of the home that the agent shows as it starts.")
                    String key,
            @Option(names = "--car", paramLabel = "CAR", description = "A car that it signs for, too, such as EV1.")
                    @Nullable
                    String car,
            @Option(names = "--car-key", paramLabel = "KEY", description = "The public key of the car that it shows.")
                    @Nullable
                    String carKey,
            @Option(
                            names = "--meter",
                            paramLabel = "FILE or URL",
                            description = "Where it hears the meter, for the command that is shown.")
                    @Nullable
                    String meter,
            @Option(
                            names = "--private",
                            description =
                                    "The home is private from the first period on that the agent signs for: no reading of it is taken.")
                    boolean isPrivate,
            @Option(names = "--reason", required = true, description = "Why; the trail keeps it.") String reason)
            throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("key", key);
        putIfGiven(fields, "car", car);
        putIfGiven(fields, "car_key", carKey);
        putIfGiven(fields, "meter", meter);
        if (isPrivate) {
            fields.put("private", true);
        }
        return run("POST", "/" + encoded(home) + "/agent", wish(fields, reason, null));
    }

    @Command(
            name = "end-agent",
            description =
                    "End the agent of a home: its token holds no more, the installation signs again, and a private home is metered.",
            mixinStandardHelpOptions = true)
    int endAgent(
            @Parameters(paramLabel = "HOME", description = "Such as prosumer:L1.") String home,
            @Option(names = "--reason", required = true, description = "Why; the trail keeps it.") String reason)
            throws IOException {
        return run("DELETE", "/" + encoded(home) + "/agent?reason=" + encoded(reason), Map.of());
    }

    private static void putIfGiven(Map<String, Object> fields, String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    @Command(name = "list", description = "List members by account.", mixinStandardHelpOptions = true)
    int list(
            @Option(names = "--search", paramLabel = "TEXT", description = "Part of an account.", defaultValue = "")
                    String search)
            throws IOException {
        return run("GET", "?limit=200&search=" + encoded(search), Map.of());
    }

    private static Map<String, Object> wish(Map<String, Object> fields, String reason, @Nullable String from) {
        fields.put("reason", reason);
        if (from != null) {
            fields.put("from", from);
        }
        return fields;
    }

    private static Map<String, Object> fields(Path file) throws IOException {
        try {
            return JSON.readValue(Files.readString(file), new TypeReference<LinkedHashMap<String, Object>>() {});
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(
                    file + " is no JSON object like {\"capacity_kwh\": 60, \"charger_kw\": 7.4}", broken);
        }
    }

    private int run(String method, String path, Map<String, Object> body) throws IOException {
        return new Errand(method, "/api/grids/" + encoded(grid) + "/members" + path, body).runInRunning(data, spec);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
