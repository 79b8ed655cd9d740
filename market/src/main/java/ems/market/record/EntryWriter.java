package ems.market.record;

import java.util.Optional;
import java.util.OptionalInt;

import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.quantity.Price;

/** Joins the fields of one entry with {@code |}; numbers are whole numbers of the held unit (mJ, 1e-4 p/kWh, 1e-6 p). */
public final class EntryWriter {

    static final String UNKNOWN = "-";

    private final StringBuilder line = new StringBuilder(96);

    EntryWriter(String kind) {
        line.append(kind);
    }

    /**
     * @throws IllegalArgumentException if the text would break the line: it holds {@code |}, a control character, a line
     *     separator or half a character, which has no bytes of its own
     */
    public EntryWriter text(String field) {
        if (breaksLines(field)) {
            throw new IllegalArgumentException("'" + field + "' holds |, a control character or half a character");
        }
        line.append('|').append(field);
        return this;
    }

    private static boolean breaksLines(String field) {
        for (int i = 0; i < field.length(); i++) {
            char unit = field.charAt(i);
            boolean plain = unit >= ' ' && unit <= '~' && unit != '|';
            if (!plain && breaksLines(field.codePointAt(i))) {
                return true;
            }
            i += Character.isHighSurrogate(unit) ? 1 : 0;
        }
        return false;
    }

    private static boolean breaksLines(int character) {
        return character == '|'
                || switch (Character.getType(character)) {
                    case Character.CONTROL,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SURROGATE -> true;
                    default -> false;
                };
    }

    public EntryWriter number(long field) {
        line.append('|').append(field);
        return this;
    }

    public EntryWriter yesOrNo(boolean field) {
        line.append(field ? "|yes" : "|no");
        return this;
    }

    public EntryWriter energy(Energy field) {
        return number(field.millijoules());
    }

    public EntryWriter price(Price field) {
        return number(field.tenThousandthsOfPencePerKilowattHour());
    }

    public EntryWriter money(Money field) {
        return number(field.micropence());
    }

    public EntryWriter moneyIfKnown(Optional<Money> field) {
        return field.isPresent() ? money(field.get()) : text(UNKNOWN);
    }

    public EntryWriter numberIfKnown(OptionalInt field) {
        return field.isPresent() ? number(field.getAsInt()) : text(UNKNOWN);
    }

    @Override
    public String toString() {
        return line.toString();
    }
}
