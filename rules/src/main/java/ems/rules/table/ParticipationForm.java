package ems.rules.table;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import ems.market.quantity.MatchingPeriod;
import ems.market.record.Permission;

/** What may an EV do, given what the ledger proves? */
public final class ParticipationForm {

    private static final String MAY_STORE = "may store";
    private static final String MAY_RELEASE = "may release";
    private static final String CORRECTED = "corrected up to (periods ago)";
    /** A week. */
    private static final long PERIODS_CORRECTED = 10_080;

    public static final TableForm<Allowed> FORM = new TableForm<>(
            "participation",
            List.of(
                    new ConditionColumn.Word("enrolled", "enrolled", ConditionColumn.Word.YES_OR_NO),
                    new ConditionColumn.Word("revoked", "revoked", ConditionColumn.Word.YES_OR_NO),
                    new ConditionColumn.Range("periodsSinceAcceptedBid", "accepted bid", Unit.PERIODS_AGO)),
            List.of(MAY_STORE, MAY_RELEASE),
            List.of(CORRECTED),
            ParticipationForm::allowed,
            (rows, inspection) -> {});

    private ParticipationForm() {}

    /**
     * What a row allows an EV.
     *
     * @param corrected how long after its start a period of the EV may still be corrected; a week if the table has no such
     *     column, or the cell is blank
     */
    public record Allowed(Permission permission, Duration corrected) {}

    private static Optional<Allowed> allowed(RowCells cells) {
        var store = cells.requiredYesOrNo(MAY_STORE);
        var release = cells.requiredYesOrNo(MAY_RELEASE);
        long periods = cells.number(CORRECTED, Unit.PERIODS_AGO).orElse(PERIODS_CORRECTED);
        return store.isEmpty() || release.isEmpty()
                ? Optional.empty()
                : Optional.of(new Allowed(
                        new Permission(store.get(), release.get()), MatchingPeriod.LENGTH.multipliedBy(periods)));
    }
}
