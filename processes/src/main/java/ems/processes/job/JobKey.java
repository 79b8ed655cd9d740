package ems.processes.job;

/**
 * What a job works out: jobs of one key have one result.
 *
 * @param kind what is done, such as {@code what-if}
 * @param text everything that the result depends on, such as hashes of what goes in
 */
public record JobKey(String kind, String text) {

    private static final int LONGEST_KIND = 32;
    private static final int LONGEST_TEXT = 400;

    public JobKey {
        check("the kind", kind, LONGEST_KIND);
        check("the key", text, LONGEST_TEXT);
    }

    private static void check(String name, String text, int longest) {
        if (text.isBlank() || text.length() > longest) {
            throw new IllegalArgumentException(
                    name + " of a job has " + text.length() + " characters, and should have 1 to " + longest);
        }
    }
}
