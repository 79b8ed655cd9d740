package ems.rules.table;

import java.util.List;
import java.util.Optional;

import ems.market.record.Permission;

/** What may an EV do, given what the ledger proves? */
public final class ParticipationForm {

    private static final String MAY_STORE = "may store";
    private static final String MAY_RELEASE = "may release";

    public static final TableForm<Permission> FORM = new TableForm<>(
            "participation",
            List.of(
                    new ConditionColumn.Word("enrolled", "enrolled", ConditionColumn.Word.YES_OR_NO),
                    new ConditionColumn.Word("revoked", "revoked", ConditionColumn.Word.YES_OR_NO),
                    new ConditionColumn.Range("periodsSinceAcceptedBid", "accepted bid", Unit.PERIODS_AGO)),
            List.of(MAY_STORE, MAY_RELEASE),
            ParticipationForm::permission,
            (rows, inspection) -> {});

    private ParticipationForm() {}

    private static Optional<Permission> permission(RowCells cells) {
        var store = cells.requiredYesOrNo(MAY_STORE);
        var release = cells.requiredYesOrNo(MAY_RELEASE);
        return store.isEmpty() || release.isEmpty()
                ? Optional.empty()
                : Optional.of(new Permission(store.get(), release.get()));
    }
}
