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
 * What an agent must know after a restart, in its folder: a line each, {@code sent TIME}, {@code bid ACCOUNT TIME} and
 * {@code masked VERSION}.
 *
 * @param bidUntil by account, start of the last period for which it has sent bids
 * @param sentUntil end of the last reading that it has sent
 * @param maskedInto the last version of the global model for which it has announced a masked update; 0: none
 */
record AgentNotes(Map<String, Instant> bidUntil, Instant sentUntil, int maskedInto) {

    private static final String FILE = "notes.txt";
    private static final String BID = "bid";
    private static final String SENT = "sent";
    private static final String MASKED = "masked";

    AgentNotes {
        bidUntil = Map.copyOf(bidUntil);
    }

    static AgentNotes in(Path folder) throws IOException {
        var file = folder.resolve(FILE);
        Map<String, Instant> bidUntil = new TreeMap<>();
        var sentUntil = Instant.EPOCH;
        int maskedInto = 0;
        if (Files.exists(file)) {
            try {
                for (String line : Files.readAllLines(file)) {
                    var words = line.split(" ");
                    if (words.length == 2 && words[0].equals(SENT)) {
                        sentUntil = Instant.parse(words[1]);
                    } else if (words.length == 2 && words[0].equals(MASKED)) {
                        maskedInto = Integer.parseInt(words[1]);
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
        return new AgentNotes(bidUntil, sentUntil, maskedInto);
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
        if (maskedInto > 0) {
            text.append(MASKED).append(' ').append(maskedInto).append('\n');
        }
        WholeFile.write(folder.resolve(FILE), text.toString());
    }

    Instant bidUntil(Party party) {
        return bidUntil.getOrDefault(party.account(), Instant.EPOCH);
    }

    AgentNotes bid(Party party, Instant until) {
        Map<String, Instant> more = new TreeMap<>(bidUntil);
        more.put(party.account(), until);
        return new AgentNotes(more, sentUntil, maskedInto);
    }

    AgentNotes sent(Instant until) {
        return new AgentNotes(bidUntil, until, maskedInto);
    }

    AgentNotes masked(int into) {
        return new AgentNotes(bidUntil, sentUntil, into);
    }
}
