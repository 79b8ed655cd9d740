package ems.market.record;

import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.quantity.Price;

/** Joins the fields of one entry with {@code |}; numbers are whole numbers of the held unit (mJ, 1e-4 p/kWh, 1e-6 p). */
public final class EntryWriter {

    private final StringBuilder line = new StringBuilder(96);

    EntryWriter(String kind) {
        line.append(kind);
    }

    /** @throws IllegalArgumentException if the text would break the line: it holds {@code |} or a control character */
    public EntryWriter text(String field) {
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == '|' || c < ' ' || c == '\u007f') {
                throw new IllegalArgumentException("'" + field + "' holds | or a control character");
            }
        }
        line.append('|').append(field);
        return this;
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

    @Override
    public String toString() {
        return line.toString();
    }
}
