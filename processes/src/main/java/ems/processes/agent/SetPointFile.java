package ems.processes.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import ems.processes.folder.WholeFile;

/**
 * The set points of the minute that runs, for what is no part of the agent: each is said as a line, and all of the newest minute stand
 * in a file, a line for each party, which is replaced as a whole.
 */
final class SetPointFile {

    private final Optional<Path> file;
    private final AgentVoice voice;
    private final Map<String, String> lines = new TreeMap<>();
    private Instant minute = Instant.MIN;

    /** @param file empty: they are said alone */
    SetPointFile(Optional<Path> file, AgentVoice voice) {
        this.file = file;
        this.voice = voice;
    }

    /** @throws IOException if the file cannot be written */
    void put(PairSetPoint point) throws IOException {
        voice.says(point.line());
        if (!point.from().equals(minute)) {
            lines.clear();
            minute = point.from();
        }
        lines.put(point.party(), point.line());
        if (file.isPresent()) {
            WholeFile.write(
                    file.get(), lines.values().stream().map(line -> line + '\n').collect(Collectors.joining()));
        }
    }
}
