package ems.processes.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;

import ems.processes.folder.WholeFile;

/**
 * What an agent must know after a restart, in its folder.
 *
 * @param bidUntil start of the last period for which it has sent bids
 * @param sentUntil end of the last reading that it has sent
 */
record AgentNotes(Instant bidUntil, Instant sentUntil) {

    private static final AgentNotes NOTHING = new AgentNotes(Instant.EPOCH, Instant.EPOCH);
    private static final String FILE = "notes.txt";
    private static final String BID = "bid ";
    private static final String SENT = "sent ";

    static AgentNotes in(Path folder) throws IOException {
        var file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return NOTHING;
        }
        var lines = Files.readAllLines(file);
        try {
            if (lines.size() == 2
                    && lines.get(0).startsWith(BID)
                    && lines.get(1).startsWith(SENT)) {
                return new AgentNotes(
                        Instant.parse(lines.get(0).substring(BID.length())),
                        Instant.parse(lines.get(1).substring(SENT.length())));
            }
        } catch (DateTimeException e) {
            throw new IOException(file + " is broken: remove it, and what was sent is sent again", e);
        }
        throw new IOException(file + " is broken: remove it, and what was sent is sent again");
    }

    void keep(Path folder) throws IOException {
        WholeFile.write(folder.resolve(FILE), BID + bidUntil + '\n' + SENT + sentUntil + '\n');
    }

    AgentNotes bid(Instant until) {
        return new AgentNotes(until, sentUntil);
    }

    AgentNotes sent(Instant until) {
        return new AgentNotes(bidUntil, until);
    }
}
