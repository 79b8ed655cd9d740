package ems.features.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The clock of one process, set while it runs by libfaketime, where that is installed. The time that passes stays as it is. */
final class WrongClock {

    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"));

    private final Path library;
    private final Path setting;

    private WrongClock(Path library, Path setting) {
        this.library = library;
        this.setting = setting;
    }

    /** @param setting file that says how wrong it is */
    static Optional<WrongClock> in(Path setting) throws IOException {
        var library = LIBRARIES.stream().filter(Files::exists).findFirst();
        if (library.isEmpty()) {
            return Optional.empty();
        }
        var clock = new WrongClock(library.get(), setting);
        clock.isWrongBy(Duration.ZERO);
        return Optional.of(clock);
    }

    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD", library.toString(),
                "FAKETIME_TIMESTAMP_FILE", setting.toString(),
                "FAKETIME_CACHE_DURATION", "1",
                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                "DONT_FAKE_MONOTONIC", "1");
    }

    void isWrongBy(Duration length) throws IOException {
        var draft = setting.resolveSibling(setting.getFileName() + ".part");
        Files.writeString(draft, (length.isNegative() ? "" : "+") + length.toSeconds() + '\n');
        Files.move(draft, setting, StandardCopyOption.ATOMIC_MOVE);
    }
}
