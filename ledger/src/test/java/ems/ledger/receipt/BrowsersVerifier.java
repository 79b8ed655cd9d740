package ems.ledger.receipt;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Assumptions;

/** The verifier that a browser runs, run by Node: many files in one start. */
final class BrowsersVerifier {

    private static final Path MODULES = Path.of("../console/src/main/resources/META-INF/resources/verify");

    private final Path folder;

    /** A file, and the number of the trust that it is judged with. */
    record Judged(int trust, byte[] file) {}

    /**
     * Skips the caller's tests where there is no Node.
     *
     * @param folder empty, for copies of the modules
     * @param trusts JSON of what is known from elsewhere, in their order
     */
    BrowsersVerifier(Path folder, List<String> trusts) throws IOException {
        this.folder = folder;
        Assumptions.assumeTrue(hasNode(), "There is no Node, so the browser's verifier is not compared with Java's.");
        try (var modules = Files.list(MODULES)) {
            for (Path module :
                    modules.filter(file -> file.toString().endsWith(".js")).toList()) {
                Files.copy(module, folder.resolve(module.getFileName()));
            }
        }
        Files.writeString(folder.resolve("package.json"), "{\"type\": \"module\"}");
        Files.writeString(folder.resolve("trusts.json"), "[" + String.join(",", trusts) + "]");
    }

    private static boolean hasNode() {
        try {
            return new ProcessBuilder("node", "--version").start().waitFor() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What is known from elsewhere, as the verifier takes it. */
    static String trust(Map<String, String> files) {
        return files.entrySet().stream()
                .map(file -> "\"" + file.getKey() + "\": \"" + file.getValue().replace("\n", "\\n") + "\"")
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** A verdict for each file: {@code verified}, or line and check. */
    List<String> verdicts(List<Judged> files) {
        return answers(
                "judge.mjs",
                files.stream()
                        .map(file -> file.trust() + " " + Base64.getEncoder().encodeToString(file.file()))
                        .toList());
    }

    /** What a script beside this class answers, a line for each of these. */
    List<String> answers(String script, List<String> asked) {
        try {
            try (InputStream source = BrowsersVerifier.class.getResourceAsStream(script)) {
                Files.write(folder.resolve(script), source.readAllBytes());
            }
            var input = Files.write(folder.resolve("files"), asked);
            var node = new ProcessBuilder("node", script, "trusts.json")
                    .directory(folder.toFile())
                    .redirectInput(input.toFile())
                    .redirectError(folder.resolve("errors").toFile())
                    .start();
            var said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (node.waitFor() != 0) {
                throw new IllegalStateException(Files.readString(folder.resolve("errors")));
            }
            return said.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
