package ems.forecasting.network;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Whatever the processor's vectors, the Java or the threads, training leaves the parameters that were recorded here on an
 * x86-64 with 16 lanes: so an auditor can derive a hash again.
 */
class SameBitsElsewhereTest {

    private static final String AFTER_30 = "5730b9837faa93f99062cf7e7754a5c1b8ca2fd9143e13810450741e215d7487";
    private static final String AFTER_300 = "6526efeca7f23476685c8b7fc193d2c6616629a797b864824942b41f2827bb31";

    private static final String VECTORS = "--add-modules=jdk.incubator.vector";
    private static final String OTHER_JDK = "EMS_OTHER_JDK";

    @Test
    void bothFormsOfTheLoopsHere() throws InterruptedException {
        for (Kernel kernel : List.of(new VectorKernel(), Kernels.PLAIN)) {
            var network = new Network(SampleDay.SHAPE, kernel);
            assertThat(Fingerprint.of(network, 300, 1)).as(kernel.name()).isEqualTo(AFTER_300);
        }
    }

    /** Options that a processor does not have change nothing. */
    @ParameterizedTest
    @CsvSource({"-XX:UseAVX=3, 1", "-XX:UseAVX=2, 2", "-XX:MaxVectorSize=16, 1"})
    void vectorsOfAnyWidthOnAnyThreads(String option, int threads) throws Exception {
        assertThat(ofAnother(javaHere(), 300, threads, VECTORS, option).sha256())
                .isEqualTo(AFTER_300);
    }

    @Test
    void noVectors() throws Exception {
        var answer = ofAnother(javaHere(), 300, 1);
        assertThat(answer.loops()).isEqualTo("plain");
        assertThat(answer.sha256()).isEqualTo(AFTER_300);
    }

    /** Slow, so short. */
    @Test
    void noFusedMultiplyAddInTheProcessor() throws Exception {
        var answer = ofAnother(javaHere(), 30, 1, VECTORS, "-XX:UseAVX=0", "-XX:-UseFMA");
        assertThat(answer.loops()).isEqualTo("plain");
        assertThat(answer.sha256()).isEqualTo(AFTER_30);
    }

    @Test
    void anotherJava() throws Exception {
        String other = System.getenv(OTHER_JDK);
        assumeTrue(other != null, "not compared with another Java: " + OTHER_JDK + " names no JDK");
        assertThat(ofAnother(other, 300, 2, VECTORS).sha256()).isEqualTo(AFTER_300);
        assertThat(ofAnother(other, 300, 1).sha256()).isEqualTo(AFTER_300);
    }

    private static String javaHere() {
        return System.getProperty("java.home");
    }

    private record Answer(String loops, String sha256) {}

    private static Answer ofAnother(String javaHome, int steps, int threads, String... options) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(javaHome, "bin", "java").toString(), "-XX:+IgnoreUnrecognizedVMOptions"));
        command.addAll(List.of(options));
        command.addAll(List.of("-classpath", classes(Network.class) + File.pathSeparator + classes(Fingerprint.class)));
        command.addAll(List.of(Fingerprint.class.getName(), Integer.toString(steps), Integer.toString(threads)));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output;
        try (var stream = process.getInputStream()) {
            output = new String(stream.readAllBytes());
        }
        assertThat(process.waitFor()).as("%s: %s", command, output).isZero();
        return output.lines()
                .filter(line -> line.startsWith("fingerprint,"))
                .map(line -> line.split(","))
                .map(words -> new Answer(words[1], words[2]))
                .findFirst()
                .orElseThrow();
    }

    private static String classes(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }
}
