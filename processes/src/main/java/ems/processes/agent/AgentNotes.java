package ems.processes.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import ems.market.party.Party;
import ems.processes.folder.WholeFile;

/**
 * What an agent must know after a restart, in its folder: a line each, {@code sent TIME} and {@code bid ACCOUNT TIME}.
 *
 * @param bidUntil by account, start of the last period for which it has sent bids
 * @param sentUntil end of the last reading that it has sent
 */
record AgentNotes(Map<String, Instant> bidUntil, Instant sentUntil) {

    private static final String FILE = "notes.txt";
    private static final String BID = "bid";
    private static final String SENT = "sent";

    AgentNotes {
        bidUntil = Map.copyOf(bidUntil);
    }

    static AgentNotes in(Path folder) throws IOException {
        var file = folder.resolve(FILE);
        Map<String, Instant> bidUntil = new TreeMap<>();
        var sentUntil = Instant.EPOCH;
        if (Files.exists(file)) {
            try {
                for (String line : Files.readAllLines(file)) {
                    var words = line.split(" ");
                    if (words.length == 2 && words[0].equals(SENT)) {
                        sentUntil = Instant.parse(words[1]);
                    } else if (words.length == 3 && words[0].equals(BID)) {
                        bidUntil.put(words[1], Instant.parse(words[2]));
                    } else {
                        throw new IllegalArgumentException("'" + line + "' is no note");
                    }
                }
            } catch (IllegalArgumentException | DateTimeException e) {
                throw new IOException(file + " is broken: remove it, and what was sent is sent again", e);
            }
        }
        return new AgentNotes(bidUntil, sentUntil);
    }

    void keep(Path folder) throws IOException {
        var text = new StringBuilder(SENT + ' ' + sentUntil + '\n');
        new TreeMap<>(bidUntil)
                .forEach((account, until) -> text.append(BID)
                        .append(' ')
                        .append(account)
                        .append(' ')
                        .append(until)
                        .append('\n'));
        WholeFile.write(folder.resolve(FILE), text.toString());
    }

    Instant bidUntil(Party party) {
        return bidUntil.getOrDefault(party.account(), Instant.EPOCH);
    }

    AgentNotes bid(Party party, Instant until) {
        Map<String, Instant> more = new TreeMap<>(bidUntil);
        more.put(party.account(), until);
        return new AgentNotes(more, sentUntil);
    }

    AgentNotes sent(Instant until) {
        return new AgentNotes(bidUntil, until);
    }
}
