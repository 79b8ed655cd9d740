package ems.processes.draft;

import ems.rules.draft.Draft;

/** A draft is no longer as whoever acts on it saw it: nothing was done. */
public final class DraftConflict extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Draft present;

    public DraftConflict(String problem, Draft present) {
        super(problem);
        this.present = present;
    }

    /** The draft as it is now. */
    public Draft present() {
        return present;
    }
}
