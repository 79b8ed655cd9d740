package ems.ledger.chain;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The word with which a text states its format, such as {@code ems-block-2}. Every later build reads it; an earlier one
 * refuses it by name.
 *
 * @param version from 1, the newest that this build reads and the one that it writes
 */
public record FormatTag(String name, int version) {

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    /** The version in a word like {@code name-2}; empty if it is no such word. */
    public static OptionalInt versionOf(String stated, String name) {
        String number = stated.startsWith(name + '-') ? stated.substring(name.length() + 1) : "";
        return NUMBER.matcher(number).matches() ? OptionalInt.of(Integer.parseInt(number)) : OptionalInt.empty();
    }

    public String text() {
        return name + '-' + version;
    }

    /**
     * Why a text that states another version of this format is not read.
     *
     * @param stated the word that it starts with
     * @return empty if the word is this format, or no version of it
     */
    public Optional<String> refusalOf(String stated) {
        var found = versionOf(stated, name);
        if (found.isEmpty() || found.getAsInt() == version) {
            return Optional.empty();
        }
        return Optional.of(
                found.getAsInt() > version
                        ? "it has the format " + stated + ", and this build reads " + text()
                                + ": take a build at least as new as the one that wrote it"
                        : "it has the format " + stated + " of a build before the first release, and this one reads "
                                + text());
    }
}
