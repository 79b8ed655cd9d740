package ems.features.crash;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A machine's clock as a process sees it, which can be set while the process runs: the C library's own, some seconds ahead. */
final class FalseClock {

    private static final String SOURCE = "false-clock.c";

    private final Path library;
    private final Path seconds;

    private FalseClock(Path library, Path seconds) {
        this.library = library;
        this.seconds = seconds;
    }

    /**
     * It shows the machine's time at first. Empty where there is no C compiler.
     *
     * @param folder for its files
     */
    static Optional<FalseClock> in(Path folder) throws IOException, InterruptedException {
        var source = folder.resolve(SOURCE);
        try (InputStream text = FalseClock.class.getResourceAsStream(SOURCE)) {
            Files.copy(Objects.requireNonNull(text), source);
        }
        var clock = new FalseClock(folder.resolve("false-clock.so"), folder.resolve("seconds-ahead"));
        clock.showAhead(Duration.ZERO);
        return isCompiled(source, clock.library) ? Optional.of(clock) : Optional.empty();
    }

    /** False without a compiler; a library that does not compile is a fault of this test. */
    private static boolean isCompiled(Path source, Path library) throws InterruptedException {
        Process compiler;
        try {
            compiler = new ProcessBuilder(
                            "cc", "-O1", "-shared", "-fPIC", "-o", library.toString(), source.toString(), "-ldl")
                    .inheritIO()
                    .start();
        } catch (IOException noCompiler) {
            return false;
        }
        if (compiler.waitFor() != 0) {
            throw new IllegalStateException("cc does not compile " + source);
        }
        return true;
    }

    /** For the environment of the process that is to see it. */
    Map<String, String> environment() {
        return Map.of("LD_PRELOAD", library.toString(), "FALSE_CLOCK", seconds.toString());
    }

    /** @param ahead of the machine's clock, in whole seconds; negative: behind it */
    void showAhead(Duration ahead) throws IOException {
        var whole = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
        whole.putLong(ahead.toSeconds()).flip();
        try (var file = FileChannel.open(seconds, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.write(whole, 0);
        }
    }
}
