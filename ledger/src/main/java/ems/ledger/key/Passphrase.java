package ems.ledger.key;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where an operator puts a passphrase: a file named by one variable, or another variable itself. */
public final class Passphrase {

    private static final String OF_A_FILE = "_FILE";

    public static final String VALUE = "EMS_KEY_PASSPHRASE";
    public static final String FILE = VALUE + OF_A_FILE;
    /** That of the keys in a backup. */
    public static final String OF_BACKUPS = "EMS_BACKUP_PASSPHRASE";

    private Passphrase() {}

    /** That of the keys of this installation. */
    public static Optional<char[]> in(Map<String, String> environment) {
        return in(environment, VALUE);
    }

    /**
     * @param environment that of the process
     * @param variable that holds it; with {@code _FILE} behind its name, the one that names its file
     * @return empty if neither is set; of a file its text without line ends
     * @throws IllegalArgumentException if both are set, or what is set is empty
     * @throws UncheckedIOException if the file cannot be read
     */
    public static Optional<char[]> in(Map<String, String> environment, String variable) {
        var file = environment.get(variable + OF_A_FILE);
        var value = environment.get(variable);
        if (file != null && value != null) {
            throw new IllegalArgumentException("both " + variable + OF_A_FILE + " and " + variable + " are set");
        }
        return Optional.ofNullable(file == null ? value : read(Path.of(file)))
                .map(text -> checked(text, file == null ? variable : variable + OF_A_FILE));
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
