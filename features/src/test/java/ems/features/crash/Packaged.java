package ems.features.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The packaged application and its commands, each in a process of its own. */
final class Packaged {

    private Packaged() {}

    /** What a command said, and its exit code. */
    record Answer(int exitCode, String said) {}

    /** Carries out a command that ends by itself. */
    static Answer answer(String... words) throws IOException, InterruptedException {
        return answer(Map.of(), words);
    }

    /** @param environment besides that of the test */
    static Answer answer(Map<String, String> environment, String... words) throws IOException, InterruptedException {
        var process = started(environment, List.of(), words);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), said);
    }

    /** @param options of Java, before the command's words */
    static Process started(List<String> options, String... words) throws IOException {
        return started(Map.of(), options, words);
    }

    static Process started(Map<String, String> environment, List<String> options, String... words) throws IOException {
        var java = Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Dems.home=" + home());
        var application = Stream.of("-jar", jar().toString());
        var builder = new ProcessBuilder(Stream.of(java, options.stream(), application, Stream.of(words))
                        .flatMap(part -> part)
                        .toList())
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Path jar() {
        return Path.of(System.getProperty("ems.jar", "../processes/target/quarkus-app/quarkus-run.jar"))
                .toAbsolutePath()
                .normalize();
    }

    static Path home() {
        return jar().resolve("../../../..").normalize();
    }
}
