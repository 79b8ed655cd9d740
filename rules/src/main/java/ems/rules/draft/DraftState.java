package ems.rules.draft;

import java.util.Locale;

/** How far a draft has come. */
public enum DraftState {
    /** It is being written. */
    DRAFT,
    /** Its author asks for approval. */
    ASKED,
    /** A second person approved it; it holds from a period that has not begun. */
    SCHEDULED,
    /** It became active. */
    ACTIVE,
    /** A second person refused it. Whoever edits it makes it a draft again. */
    REFUSED,
    /** Nothing comes of it any more. */
    WITHDRAWN;

    /** Whether its cells may be changed. */
    public boolean isOpen() {
        return this == DRAFT || this == ASKED || this == REFUSED;
    }

    /** As it is written: {@code scheduled}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
