package ems.rules.draft;

import java.util.List;

/**
 * A rule that came, went or says something else. A rule is known by its sentence, or else by its cells, never by its place.
 *
 * @param rule its sentence: the new one, or the old one of a rule that went
 * @param rowBefore line as a spreadsheet numbers it; 0: it was not there
 * @param rowAfter line as a spreadsheet numbers it; 0: it is not there
 * @param cells those that differ; of a rule that came or went, those that are not blank
 */
public record RowChange(Kind kind, String rule, int rowBefore, int rowAfter, List<CellChange> cells) {

    /** What became of the rule. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED
    }
}
