package ems.features;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where what a market says is kept: two runs of tests beside each other keep it apart. */
public final class MarketLogs {

    private static final String FIRST = "1";

    private MarketLogs() {}

    /** {@code NAME.log}, and in the second run beside it {@code NAME-2.log}; the folder is there. */
    public static Path file(Path folder, String name) throws IOException {
        var run = Optional.ofNullable(System.getProperty("surefire.forkNumber"))
                .filter(number -> !FIRST.equals(number))
                .map(number -> "-" + number)
                .orElse("");
        return Files.createDirectories(folder).resolve(name + run + ".log").toAbsolutePath();
    }
}
