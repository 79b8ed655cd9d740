package ems.processes.job;

/**
 * Somebody wants a job done.
 *
 * @param title what it is, in words, with at most 400 characters
 * @param person who wants it, as the trail names them
 * @param again though there is a result already
 */
public record JobOrder(JobKey key, String title, String person, boolean again) {

    private static final int LONGEST_TITLE = 400;

    public JobOrder {
        if (title.length() > LONGEST_TITLE) {
            throw new IllegalArgumentException("the title of a job has " + title.length()
                    + " characters, and should have at most " + LONGEST_TITLE);
        }
    }
}
