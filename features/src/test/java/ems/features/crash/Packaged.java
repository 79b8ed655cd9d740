package ems.features.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import ems.features.packaged.Application;

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

    /** @param host words before the command, with which it runs elsewhere */
    static Process startedOn(List<String> host, List<String> options, String... words) throws IOException {
        var builder = Application.command(options, words).redirectErrorStream(true);
        builder.command().addAll(0, host);
        return builder.start();
    }

    static Process started(Map<String, String> environment, List<String> options, String... words) throws IOException {
        var builder = Application.command(options, words).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder.start();
    }
}
