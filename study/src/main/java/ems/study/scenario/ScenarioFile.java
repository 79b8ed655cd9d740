package ems.study.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * A scenario that was found.
 *
 * @param folder where the file lies: data files are looked for there unless a data folder is named; empty for a shipped one
 */
public record ScenarioFile(Scenario scenario, Optional<Path> folder) {

    /** Names of the scenarios that are shipped. */
    public static final List<String> SHIPPED = List.of("demo", "market", "measured-week", "paper-scale");

    private static final long LARGEST_BYTES = 1_000_000;

    /**
     * @param nameOrPath a shipped name, or the path of a YAML file
     * @throws IllegalArgumentException if there is no such scenario, or it is broken
     */
    public static ScenarioFile find(String nameOrPath) {
        if (SHIPPED.contains(nameOrPath)) {
            return new ScenarioFile(ScenarioReader.from(nameOrPath + ".yaml", shipped(nameOrPath)), Optional.empty());
        }
        var path = Path.of(nameOrPath);
        if (!Files.isRegularFile(path)) {
            throw new IllegalArgumentException(
                    "no scenario '" + nameOrPath + "': it is neither a file nor one of " + String.join(", ", SHIPPED));
        }
        try {
            if (Files.size(path) > LARGEST_BYTES) {
                throw new IllegalArgumentException(nameOrPath + " is larger than " + LARGEST_BYTES + " bytes");
            }
            var scenario = ScenarioReader.from(path.getFileName().toString(), Files.readString(path));
            return new ScenarioFile(
                    scenario, Optional.of(requireNonNull(path.toAbsolutePath().getParent())));
        } catch (IOException e) {
            throw new IllegalArgumentException(nameOrPath + " cannot be read as UTF-8 text: " + e.getMessage(), e);
        }
    }

    private static String shipped(String name) {
        try (InputStream in = ScenarioFile.class.getResourceAsStream("/ems/study/scenarios/" + name + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException("shipped scenario " + name + " is not on the classpath");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
