package ems.people.person;

import java.util.regex.Pattern;

/**
 * What a person logs in with. Small letters only: two names that look alike are one. Names of people who come from the
 * organisation's single sign-on begin with {@code sso:}.
 */
public record PersonName(String text) {

    public static final String SINGLE_SIGN_ON = "sso:";

    private static final Pattern FORM = Pattern.compile("(sso:)?[a-z0-9][a-z0-9._@-]{0,59}");

    public PersonName {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("the name of a person has 1 to 60 of the characters a-z, 0-9, '.', '_',"
                    + " '@' and '-', and begins with a letter or a digit");
        }
    }

    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    public boolean isOfSingleSignOn() {
        return text.startsWith(SINGLE_SIGN_ON);
    }

    @Override
    public String toString() {
        return text;
    }
}
