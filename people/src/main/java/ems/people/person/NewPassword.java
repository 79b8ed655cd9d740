package ems.people.person;

import java.util.Locale;

import ems.people.secret.PasswordHash;

/** A password that somebody chose, and that is good enough to be kept as a hash. */
public record NewPassword(PasswordHash hash) {

    private static final int FEWEST = 12;
    private static final int MOST = 256;
    private static final int FEWEST_DIFFERENT = 5;

    /** @throws IllegalArgumentException if it is too short, too long, or too easy to guess */
    public static NewPassword of(PersonName name, String password) {
        int length = password.codePointCount(0, password.length());
        if (length < FEWEST || length > MOST) {
            throw new IllegalArgumentException("a password has " + FEWEST + " to " + MOST + " characters, and this one "
                    + length + ": four words are easy to keep in mind");
        }
        if (password.codePoints().distinct().count() < FEWEST_DIFFERENT) {
            throw new IllegalArgumentException(
                    "a password has at least " + FEWEST_DIFFERENT + " different characters: choose another one");
        }
        if (password.toLowerCase(Locale.ROOT).contains(name.text())
                && name.text().length() >= FEWEST_DIFFERENT) {
            throw new IllegalArgumentException("a password does not hold the person's name: choose another one");
        }
        return new NewPassword(PasswordHash.of(password));
    }
}
