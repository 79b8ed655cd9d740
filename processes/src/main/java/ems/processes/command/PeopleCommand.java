package ems.processes.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The people of a market, for whoever may read its data folder; the market may run meanwhile. */
@Command(
        name = "people",
        description = "Add people to a market, change what they may do, and see who did what.",
        mixinStandardHelpOptions = true)
final class PeopleCommand {

    @Spec
    CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The market's data folder (default: ${DEFAULT-VALUE}).")
    Path data = Path.of("data");

    @Command(
            name = "add",
            description = "Add a person; the password is asked for, or read from the first line of the input.",
            mixinStandardHelpOptions = true)
    int add(
            @Parameters(paramLabel = "NAME", description = "Small letters, digits, and . _ @ -") String name,
            @Option(
                            names = "--role",
                            paramLabel = "ROLE",
                            required = true,
                            split = ",",
                            description = "analyst, approver, operator, auditor, member or admin; several with commas.")
                    List<String> roles,
            @Option(
                            names = "--party",
                            paramLabel = "PARTY",
                            split = ",",
                            defaultValue = "",
                            description = "Whose books a member sees, such as prosumer:L1 or demo/vehicle:EV1.")
                    List<String> parties)
            throws IOException {
        return run(new Errand(
                "POST",
                "/api/people",
                Map.of("name", name, "password", password(), "roles", roles, "parties", given(parties))));
    }

    @Command(
            name = "list",
            description = "List people: name, roles, parties, last login, number of sessions.",
            mixinStandardHelpOptions = true)
    int list() throws IOException {
        return run(new Errand("GET", "/api/people", Map.of()));
    }

    @Command(
            name = "roles",
            description = "Give a person these roles and no others; the person's sessions end.",
            mixinStandardHelpOptions = true)
    int roles(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--role", paramLabel = "ROLE", required = true, split = ",") List<String> roles,
            @Option(names = "--party", paramLabel = "PARTY", split = ",", defaultValue = "") List<String> parties)
            throws IOException {
        return run(new Errand("PUT", person(name) + "/roles", Map.of("roles", roles, "parties", given(parties))));
    }

    @Command(
            name = "password",
            description = "Give a person another password; the person's sessions end.",
            mixinStandardHelpOptions = true)
    int password(@Parameters(paramLabel = "NAME") String name) throws IOException {
        return run(new Errand("PUT", person(name) + "/password", Map.of("password", password())));
    }

    @Command(name = "disable", description = "Keep a person out, from now on.", mixinStandardHelpOptions = true)
    int disable(@Parameters(paramLabel = "NAME") String name) throws IOException {
        return run(new Errand("POST", person(name) + "/disable", Map.of()));
    }

    @Command(name = "enable", description = "Let a disabled person in again.", mixinStandardHelpOptions = true)
    int enable(@Parameters(paramLabel = "NAME") String name) throws IOException {
        return run(new Errand("POST", person(name) + "/enable", Map.of()));
    }

    @Command(
            name = "end-sessions",
            description = "Log a person out everywhere, at once.",
            mixinStandardHelpOptions = true)
    int endSessions(@Parameters(paramLabel = "NAME") String name) throws IOException {
        return run(new Errand("DELETE", person(name) + "/sessions", Map.of()));
    }

    @Command(name = "trail", description = "Who did what: the latest 100 lines.", mixinStandardHelpOptions = true)
    int trail(
            @Option(
                            names = "--verify",
                            description =
                                    "Compare all lines with one another and with what ledgers hold: lines, hash of"
                                            + " the last, how many ledgers hold, up to which, first wrong line (0: none) and why."
                                            + " Exit code 1 if one is wrong.")
                    boolean verify)
            throws IOException {
        return run(
                verify
                        ? new Errand("GET", "/api/trail/check", Map.of(), true)
                        : new Errand("GET", "/api/trail", Map.of()));
    }

    private int run(Errand errand) throws IOException {
        return errand.run(data, spec);
    }

    private static List<String> given(List<String> texts) {
        return texts.stream().filter(text -> !text.isBlank()).toList();
    }

    private static String person(String name) {
        return "/api/people/" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    private static String password() throws IOException {
        var console = System.console();
        if (console == null) {
            var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            var line = input.readLine();
            return line == null ? "" : line;
        }
        var password = console.readPassword("Password: ");
        var again = console.readPassword("Again: ");
        if (password == null || again == null || !new String(password).equals(new String(again))) {
            throw new IllegalArgumentException("the two passwords are not the same");
        }
        return new String(password);
    }
}
