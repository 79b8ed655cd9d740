package ems.people.secret;

/** Too many passwords are being checked: nothing was done, and it may be tried again. */
public final class BusyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BusyException() {
        super("Too many passwords are being checked; wait a few seconds and try again.");
    }
}
