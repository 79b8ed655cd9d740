package ems.processes.members;

/** How a party stands to the grid. */
enum MemberState {
    /** Its enrolment is ordered, and does not hold yet. */
    JOINS,
    MEMBER,
    /** Its revocation is ordered, and does not hold yet. */
    LEAVES,
    /** It was revoked. */
    LEFT
}
