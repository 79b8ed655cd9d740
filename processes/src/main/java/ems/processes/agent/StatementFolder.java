package ems.processes.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import ems.ledger.token.ExchangeToken;
import ems.market.quantity.MatchingPeriod;
import ems.processes.folder.WholeFile;

/**
 * What an agent has signed of exchanges, each text a file of its own in its folder, kept before it is sent: an agent that was killed in
 * between sends it all the same. It holds what the ledger is to hold, and no reading. Those of an hour are kept.
 */
final class StatementFolder {

    private static final String FOLDER = "statements";
    private static final Duration KEPT = Duration.ofHours(1);

    private final Path folder;

    /** @param of the agent */
    StatementFolder(Path of) {
        this.folder = of.resolve(FOLDER);
    }

    void keep(AgentParty own, MatchingPeriod period, String signed) throws IOException {
        Files.createDirectories(folder);
        forget(own, new MatchingPeriod(period.start().minus(KEPT)));
        WholeFile.write(file(own, period), signed);
    }

    Optional<String> of(AgentParty own, MatchingPeriod period) throws IOException {
        var file = file(own, period);
        return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }

    /** The periods of which there is one that the party's key has signed. */
    List<MatchingPeriod> periods(AgentParty own) throws IOException {
        List<MatchingPeriod> periods = new ArrayList<>();
        for (Path file : files(own)) {
            period(own, file).ifPresent(periods::add);
        }
        return periods;
    }

    private void forget(AgentParty own, MatchingPeriod before) throws IOException {
        for (Path file : files(own)) {
            if (period(own, file).filter(period -> !period.isBefore(before)).isEmpty()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Empty: another key signed it, or it is cut off. */
    private static Optional<MatchingPeriod> period(AgentParty own, Path file) throws IOException {
        try {
            return Optional.of(ExchangeToken.claimed(Files.readString(file))
                    .verified(own.key().publicKey())
                    .period());
        } catch (IllegalArgumentException broken) {
            return Optional.empty();
        }
    }

    private List<Path> files(AgentParty own) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(name(own)))
                    .sorted()
                    .toList();
        }
    }

    private Path file(AgentParty own, MatchingPeriod period) {
        return folder.resolve(name(own) + period.toString().replace(':', '-') + ".jws");
    }

    private static String name(AgentParty own) {
        return own.party().account().replace(':', '-') + '-';
    }
}
