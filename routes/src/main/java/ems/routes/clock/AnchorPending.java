package ems.routes.clock;

/** Port: publishes the blocks of every grid that are sealed and not yet anchored. */
public interface AnchorPending {

    /** @throws RuntimeException if the target takes none now; they stay queued */
    void anchorPending();
}
