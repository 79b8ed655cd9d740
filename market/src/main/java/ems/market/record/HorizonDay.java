package ems.market.record;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;

import ems.market.party.PeriodKey;
import ems.market.quantity.HorizonPricing;

/**
 * How the periods of a day get their horizon price, recorded with the first of them: it binds all that follow up to the next such entry.
 *
 * @param day in UTC
 * @param setting what the operator set
 * @param policy what prices this day: the setting, or what was chosen by it
 * @param why it stands there
 * @param past what it was made of; present where past days decide
 */
public record HorizonDay(LocalDate day, HorizonPricing setting, HorizonPricing policy, Why why, Optional<Past> past)
        implements Entry {

    /** Why a plan is recorded. */
    public enum Why {
        /** The ledger has none before it. */
        FIRST("first"),
        NEW_DAY("new-day"),
        /** The operator changed the setting. */
        BY_SETTING("by-setting");

        private final String word;

        Why(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        static Why ofWord(String word) {
            return Arrays.stream(values())
                    .filter(why -> why.word.equals(word))
                    .findFirst()
                    .orElseThrow(() -> new UnknownEntry("no horizon plan is recorded because of '" + word + "'"));
        }

        /** Why this setting is recorded after that plan. */
        public static Why of(HorizonPricing setting, Optional<HorizonDay> before) {
            if (before.isEmpty()) {
                return FIRST;
            }
            return before.get().setting().equals(setting) ? NEW_DAY : BY_SETTING;
        }
    }

    /**
     * The sealed days that a plan follows from: whoever has them makes both texts again, and compares.
     *
     * @param last the last of them; empty: none, and the table is the one without past days
     * @param table SHA-256 of the table's text, 64 hexadecimal digits
     * @param evidence SHA-256 of the text of the choice between policies, 64 hexadecimal digits
     */
    public record Past(Optional<LocalDate> last, String table, String evidence) {

        public Past {
            ModelUpdate.requireHash(table);
            ModelUpdate.requireHash(evidence);
        }
    }

    /** @throws IllegalArgumentException if the setting never leads to this policy, or the days it was made of are not before it */
    public HorizonDay {
        boolean follows = setting.equals(HorizonPricing.CHOSEN)
                ? policy.constant().isPresent() || policy.equals(HorizonPricing.TABLE)
                : policy.equals(setting);
        if (!follows) {
            throw new IllegalArgumentException(
                    "the setting " + setting.word() + " leads to no day that is priced by " + policy.word());
        }
        if (past.isPresent() != setting.isByPastDays()) {
            throw new IllegalArgumentException("a plan names past days where they decide, and only there");
        }
        if (past.flatMap(Past::last).filter(last -> !last.isBefore(day)).isPresent()) {
            throw new IllegalArgumentException("the plan of " + day + " is made of days before it, and not of "
                    + past.get().last().orElseThrow());
        }
    }

    /** The day of a period. */
    public static LocalDate of(PeriodKey period) {
        return period.period().start().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    public static HorizonDay readFrom(EntryReader line) {
        try {
            var day = LocalDate.parse(line.text());
            var setting = HorizonPricing.ofWord(line.text());
            return new HorizonDay(
                    day,
                    setting,
                    HorizonPricing.ofWord(line.text()),
                    Why.ofWord(line.text()),
                    setting.isByPastDays() ? Optional.of(past(line)) : Optional.empty());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a horizon plan is of no day: " + e.getMessage(), e);
        }
    }

    private static Past past(EntryReader line) {
        String last = line.text();
        return new Past(
                last.equals(EntryWriter.UNKNOWN) ? Optional.empty() : Optional.of(LocalDate.parse(last)),
                line.text(),
                line.text());
    }

    @Override
    public EntryKind kind() {
        return EntryKind.HORIZON_PLAN;
    }

    @Override
    public void writeTo(EntryWriter line) {
        line.text(day.toString()).text(setting.word()).text(policy.word()).text(why.word());
        past.ifPresent(days -> line.text(days.last().map(LocalDate::toString).orElse(EntryWriter.UNKNOWN))
                .text(days.table())
                .text(days.evidence()));
    }
}
