package ems.rules.table;

/** Where a table comes from, which decides how closely it is asked and what its version names. */
public enum Origin {
    /** A person saved it: what may be a slip is refused. */
    SAVED,
    /** It was active once, and goes on to mean what it meant. */
    ARCHIVED,
    /** As {@link #ARCHIVED}, by a build whose versions named the bytes of the text, not what the table says. */
    ARCHIVED_BY_BYTES;

    boolean isDoubted() {
        return this == SAVED;
    }

    String version(TableText text, Sheet sheet) {
        return this == ARCHIVED_BY_BYTES ? text.version() : TableText.shortHash(sheet.canonical());
    }
}
