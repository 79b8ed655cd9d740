package ems.people.role;

/** How far a right goes, from nothing to all. */
public enum Scope {
    NONE,
    /** What belongs to the asker's own parties. */
    OWN,
    ALL
}
