package ems.chains.client;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** A word of a hint, written so that a person may paste it into a POSIX shell. */
public final class ShellWord {

    private static final Pattern PLAIN = Pattern.compile("[\\w./:@,+][\\w./:@,+-]*");

    private ShellWord() {}

    /** Returns a path that no command takes for an option. */
    public static String of(Path path) {
        String text = path.toString();
        return of(text.startsWith("-") ? "./" + text : text);
    }

    /** Returns the word as it is, or in single quotes if a shell could read it as anything else. */
    public static String of(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
