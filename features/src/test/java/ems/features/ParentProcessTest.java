package ems.features;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever plays features for a market goes when that market is killed. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ParentProcessTest {

    /** What a killed market leaves behind, in small: it says that it is there, and goes on for ever. */
    static final class Child {

        private Child() {}

        public static void main(String[] words) throws Exception {
            var folder = Path.of(words[0]);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> put(folder.resolve("ended"))));
            ParentProcess.endWithIt();
            System.out.println("here");
            new CountDownLatch(1).await();
        }

        private static void put(Path file) {
            try {
                Files.createFile(file);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static Process child(long parent, Path folder) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-D" + ParentProcess.PROPERTY + "=" + parent,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Test
    void it_ends_in_good_order_once_its_market_was_killed(@TempDir Path folder) throws Exception {
        var market = new ProcessBuilder("cat").start(); // waits for words that never come
        var child = child(market.pid(), folder);
        try (var says = child.inputReader()) {
            assertThat(says.readLine()).isEqualTo("here");
            assertThat(child.isAlive()).isTrue();
            market.destroyForcibly().waitFor();
            assertThat(child.waitFor()).isEqualTo(ParentProcess.ENDED);
            assertThat(folder.resolve("ended")).as("its own hooks ran").exists();
        } finally {
            market.destroyForcibly();
            child.destroyForcibly();
        }
    }

    @Test
    void it_does_not_begin_without_it(@TempDir Path folder) throws Exception {
        var market = new ProcessBuilder("true").start();
        market.waitFor();
        var child = child(market.pid(), folder);
        try {
            assertThat(child.waitFor()).isEqualTo(ParentProcess.ENDED);
        } finally {
            child.destroyForcibly();
        }
    }
}
