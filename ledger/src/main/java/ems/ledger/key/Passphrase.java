package ems.ledger.key;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where an operator puts the passphrase of the keys: a file named by one variable, or another variable itself. */
public final class Passphrase {

    public static final String FILE = "EMS_KEY_PASSPHRASE_FILE";
    public static final String VALUE = "EMS_KEY_PASSPHRASE";

    private Passphrase() {}

    /**
     * @param environment that of the process
     * @return empty if neither is set; of a file its text without line ends
     * @throws IllegalArgumentException if both are set, or what is set is empty
     * @throws UncheckedIOException if the file cannot be read
     */
    public static Optional<char[]> in(Map<String, String> environment) {
        var file = environment.get(FILE);
        var value = environment.get(VALUE);
        if (file != null && value != null) {
            throw new IllegalArgumentException("both " + FILE + " and " + VALUE + " are set");
        }
        return Optional.ofNullable(file == null ? value : read(Path.of(file)))
                .map(text -> checked(text, file == null ? VALUE : FILE));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).replaceAll("[\r\n]+$", "");
        } catch (IOException e) {
            throw new UncheckedIOException("the passphrase in " + file + " cannot be read", e);
        }
    }

    private static char[] checked(String text, String variable) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the passphrase of " + variable + " is empty");
        }
        return text.toCharArray();
    }
}
