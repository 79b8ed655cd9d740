package ems.rules.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The cells of one row by the head of their column, read into values; what cannot be read is noted as a fault. */
final class RowCells {

    private final int row;
    private final Map<String, String> byHead;
    private final Inspection inspection;

    RowCells(int row, Map<String, String> byHead, Inspection inspection) {
        this.row = row;
        this.byHead = byHead;
        this.inspection = inspection;
    }

    int row() {
        return row;
    }

    String text(String head) {
        return byHead.getOrDefault(head, "");
    }

    boolean isBlank(String head) {
        return text(head).isEmpty();
    }

    /** Empty if the cell is blank or faulty. */
    OptionalLong number(String head, Unit unit) {
        if (isBlank(head)) {
            return OptionalLong.empty();
        }
        try {
            long held = unit.parse(text(head));
            var doubt = NumberDoubt.about(text(head), unit);
            return doubt.isPresent() && inspection.doubt(row, head, doubt.get())
                    ? OptionalLong.empty()
                    : OptionalLong.of(held);
        } catch (IllegalArgumentException e) {
            fault(head, e.getMessage());
            return OptionalLong.empty();
        }
    }

    /** As {@link #number}, and a blank cell is a fault, too. */
    OptionalLong requiredNumber(String head, Unit unit) {
        require(head);
        return number(head, unit);
    }

    /** Empty if the cell is blank or faulty. */
    Optional<String> word(String head, List<String> words) {
        if (isBlank(head)) {
            return Optional.empty();
        }
        String word = CellText.word(text(head));
        if (!words.contains(word)) {
            fault(head, "'" + text(head) + "' is not one of: " + String.join(", ", words));
            return Optional.empty();
        }
        return Optional.of(word);
    }

    /** As {@link #word}, and a blank cell is a fault, too. */
    Optional<String> requiredWord(String head, List<String> words) {
        require(head);
        return word(head, words);
    }

    Optional<Boolean> requiredYesOrNo(String head) {
        return requiredWord(head, ConditionColumn.Word.YES_OR_NO).map("yes"::equals);
    }

    void refuseUnlessBlank(String head, String why) {
        if (!isBlank(head)) {
            fault(head, "must be blank: " + why);
        }
    }

    void fault(String head, String reason) {
        inspection.fault(row, head, reason);
    }

    private void require(String head) {
        if (isBlank(head)) {
            fault(head, "is blank: the row neither refuses nor says what it grants");
        }
    }
}
