package ems.study.recorded;

/** The periods cannot be gone over again, or come out otherwise than they were booked: there is no result. */
public final class ReplayRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ReplayRefused(String sentence) {
        super(sentence);
    }
}
