package ems.features.study;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import ems.features.packaged.Application;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged application, carrying out one command after another.
 *
 * @param folder for what it prints
 */
public record EmsCommand(Path folder) {

    /** What it prints; it must end well. */
    public String ems(String... words) throws IOException, InterruptedException {
        return ends(0, words);
    }

    /** What it prints; it must end with this exit code. */
    public String ends(int expected, String... words) throws IOException, InterruptedException {
        var printed = folder.resolve("printed.txt");
        var builder =
                Application.command(List.of(), words).redirectErrorStream(true).redirectOutput(printed.toFile());
        // Java says with a line that it found them
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        var process = builder.start();
        int exitCode = process.waitFor();
        String text = Files.readString(printed, StandardCharsets.UTF_8);
        assertThat(exitCode).as("%s: %s", String.join(" ", words), text).isEqualTo(expected);
        return text;
    }
}
