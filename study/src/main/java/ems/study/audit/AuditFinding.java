package ems.study.audit;

import java.util.Optional;

/**
 * What an audit of a study's folder found.
 *
 * @param files how many were made again and compared
 * @param notes what could not be checked, in sentences; empty: everything was
 */
public record AuditFinding(Optional<Difference> first, int files, Optional<String> notes) {

    static AuditFinding right(int files) {
        return new AuditFinding(Optional.empty(), files, Optional.empty());
    }

    static AuditFinding wrong(Difference first) {
        return new AuditFinding(Optional.of(first), 0, Optional.empty());
    }

    static AuditFinding unchecked(String why) {
        return new AuditFinding(Optional.empty(), 0, Optional.of(why));
    }

    public boolean isWrong() {
        return first.isPresent();
    }

    @Override
    public String toString() {
        if (first.isPresent()) {
            return "first wrong cell: " + first.get();
        }
        return notes.map(why -> "the tables are not checked: " + why)
                .orElse("verified: " + files + " tables, figures and pages are what the ledgers give");
    }
}
