package ems.processes.command;

import java.io.IOException;
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

/** Tokens of devices, for whoever may read the market's data folder; the market may run meanwhile. */
@Command(
        name = "tokens",
        description = "Issue tokens to meters, gateways and Prometheus, list and revoke them, and end certificates.",
        mixinStandardHelpOptions = true)
final class TokensCommand {

    @Spec
    CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The market's data folder (default: ${DEFAULT-VALUE}).")
    Path data = Path.of("data");

    @Command(name = "issue", description = "Issue a token, which is shown this once.", mixinStandardHelpOptions = true)
    int issue(
            @Parameters(paramLabel = "NAME", description = "Of the device.") String name,
            @Option(
                            names = "--party",
                            paramLabel = "PARTY",
                            defaultValue = "",
                            split = ",",
                            description = "Whom it speaks for, such as prosumer:L1 or demo/vehicle:EV1.")
                    List<String> parties,
            @Option(
                            names = "--figures",
                            description = "It reads the market's figures and speaks for nobody: for Prometheus.")
                    boolean figures,
            @Option(
                            names = "--days",
                            paramLabel = "N",
                            defaultValue = "397",
                            description = "How long it holds (default: ${DEFAULT-VALUE}).")
                    int days,
            @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why; the trail keeps it.")
                    String reason)
            throws IOException {
        var given = parties.stream().filter(party -> !party.isBlank()).toList();
        return run(new Errand(
                "POST",
                "/api/tokens",
                Map.of("name", name, "parties", given, "figures", figures, "days", days, "reason", reason)));
    }

    @Command(
            name = "list",
            description = "List tokens: name, parties, who issued it, from when until when.",
            mixinStandardHelpOptions = true)
    int list() throws IOException {
        return run(new Errand("GET", "/api/tokens", Map.of()));
    }

    @Command(name = "revoke", description = "End a token at once.", mixinStandardHelpOptions = true)
    int revoke(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why; the trail keeps it.")
                    String reason)
            throws IOException {
        return run(new Errand("DELETE", "/api/tokens/" + encoded(name) + "?reason=" + encoded(reason), Map.of()));
    }

    @Command(
            name = "end-certificates",
            description = "End all certificates that a party has now; a later one speaks for it again.",
            mixinStandardHelpOptions = true)
    int endCertificates(
            @Parameters(paramLabel = "PARTY", description = "As the common name says it, such as prosumer:L1.")
                    String party,
            @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why; the trail keeps it.")
                    String reason)
            throws IOException {
        return run(new Errand("POST", "/api/certificates/ended", Map.of("party", party, "reason", reason)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private int run(Errand errand) throws IOException {
        return errand.run(data, spec);
    }
}
