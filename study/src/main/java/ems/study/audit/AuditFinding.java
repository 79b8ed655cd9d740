package ems.study.audit;

import java.util.Optional;

/**
 * What an audit of a study's folder found.
 *
 * @param files how many were made again and are right
 * @param note what could not be checked, in a sentence; empty: everything was
 */
public record AuditFinding(Optional<Difference> first, int files, Optional<String> note) {

    static AuditFinding right(int files, Optional<String> note) {
        return new AuditFinding(Optional.empty(), files, note);
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
        return files == 0
                ? "the tables are not checked: " + note.orElseThrow()
                : "verified: " + files + " files of tables and figures are what the ledgers give"
                        + note.map(each -> "; " + each).orElse("");
    }
}
