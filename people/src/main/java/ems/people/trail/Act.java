package ems.people.trail;

/**
 * Something that somebody did.
 *
 * @param person who: a person's name, or who else acted, such as {@code token:gateway-3}
 * @param did the verb, such as {@code abort}
 * @param what it was done to, such as {@code demo/2026-01-31T12:00:00Z}
 * @param reason in the person's own words; empty where none is asked for
 */
public record Act(String person, String did, String what, String reason) {

    private static final int LONGEST_PERSON = 80;
    private static final int LONGEST_VERB = 40;
    private static final int LONGEST_OBJECT = 400;
    private static final int LONGEST_REASON = 1_000;

    public Act {
        check("who acts", person, LONGEST_PERSON);
        check("what is done", did, LONGEST_VERB);
        check("what it is done to", what, LONGEST_OBJECT);
        check("the reason", reason, LONGEST_REASON);
    }

    /** One for which nobody is asked why. */
    public static Act of(String person, String did, String what) {
        return new Act(person, did, what, "");
    }

    /** What is done to many, cut to what the trail keeps. */
    public static String shortened(String what) {
        return what.length() <= LONGEST_OBJECT ? what : what.substring(0, LONGEST_OBJECT - 3) + "...";
    }

    /** With blanks in place of line ends and other control characters. */
    Act onOneLine() {
        return new Act(line(person), line(did), line(what), line(reason));
    }

    private static void check(String name, String text, int longest) {
        if (text.length() > longest) {
            throw new IllegalArgumentException(name + " has " + text.length() + " characters, and at most " + longest
                    + " are kept: say it in fewer");
        }
    }

    private static String line(String text) {
        return text.replaceAll("\\p{Cntrl}", " ").strip();
    }
}
