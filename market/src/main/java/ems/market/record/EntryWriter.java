package ems.market.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

import ems.market.quantity.Digits;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.quantity.Price;

/** Joins the fields of one entry with {@code |}; numbers are whole numbers of the held unit (mJ, 1e-4 p/kWh, 1e-6 p). */
public final class EntryWriter {

    static final String UNKNOWN = "-";

    private byte[] line = new byte[256];
    private int length;

    EntryWriter(String kind) {
        startWith(kind);
    }

    /** Begins a new line in place of the last one, in the same memory. */
    EntryWriter startWith(String kind) {
        length = 0;
        append(kind);
        return this;
    }

    /**
     * @throws IllegalArgumentException if the text would break the line: it holds {@code |}, a control character, a line
     *     separator or half a character, which has no bytes of its own
     */
    public EntryWriter text(String field) {
        append('|');
        append(field);
        return this;
    }

    private void append(String field) {
        makeRoom(field.length());
        for (int i = 0; i < field.length(); i++) {
            char unit = field.charAt(i);
            if (unit < ' ' || unit > '~' || unit == '|') {
                appendBeyondAscii(field, i);
                return;
            }
            line[length++] = (byte) unit;
        }
    }

    private void appendBeyondAscii(String field, int from) {
        if (field.codePoints().anyMatch(EntryWriter::breaksLines)) {
            throw new IllegalArgumentException("'" + field + "' holds |, a control character or half a character");
        }
        byte[] rest = field.substring(from).getBytes(StandardCharsets.UTF_8);
        makeRoom(rest.length);
        System.arraycopy(rest, 0, line, length, rest.length);
        length += rest.length;
    }

    private void append(char ascii) {
        makeRoom(1);
        line[length++] = (byte) ascii;
    }

    private void makeRoom(int more) {
        if (length + more > line.length) {
            line = Arrays.copyOf(line, Math.max(length + more, 2 * line.length));
        }
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
        append('|');
        if (field < 0) {
            append('-');
        }
        appendDigits(field);
        return this;
    }

    /** Written where the longest number would end, then moved to where this one begins. */
    private void appendDigits(long number) {
        makeRoom(Digits.MOST);
        int end = length + Digits.MOST;
        int first = Digits.write(number, line, end);
        System.arraycopy(line, first, line, length, end - first);
        length += end - first;
    }

    public EntryWriter yesOrNo(boolean field) {
        return text(field ? "yes" : "no");
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

    /** The line in UTF-8. */
    byte[] bytes() {
        return Arrays.copyOf(line, length);
    }

    @Override
    public String toString() {
        return new String(line, 0, length, StandardCharsets.UTF_8);
    }
}
