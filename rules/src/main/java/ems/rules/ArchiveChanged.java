package ems.rules;

/** Files of an archived version are not what they were when it was kept; the message names the version and what is wrong. */
public final class ArchiveChanged extends IllegalStateException {

    private static final long serialVersionUID = 1;

    ArchiveChanged(String message) {
        super(message);
    }
}
