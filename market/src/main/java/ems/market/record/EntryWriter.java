package ems.market.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

import ems.market.quantity.Digits;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.quantity.Price;
import ems.market.text.SpelledText;

/** Joins the fields of one entry with {@code |}; numbers are whole numbers of the held unit (mJ, 1e-4 p/kWh, 1e-6 p). */
public final class EntryWriter {

    static final String UNKNOWN = "-";

    private static final int ONE_LINE = 256;

    private byte[] bytes;
    private int length;

    /** Writes one line. */
    EntryWriter(String kind) {
        this(ONE_LINE);
        append(kind);
    }

    /**
     * Writes lines.
     *
     * @param room how many bytes there may be
     */
    EntryWriter(int room) {
        this.bytes = new byte[room];
    }

    /** Forgets what was written, and keeps the memory. */
    void startOver() {
        length = 0;
    }

    /** Begins a line, after the end of the last one. */
    EntryWriter begin(String kind) {
        append(kind);
        return this;
    }

    /**
     * Ends a line.
     *
     * @return the place of its end
     */
    int end() {
        append('\n');
        return length - 1;
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

    /** The same for a text whose bytes are kept. */
    public EntryWriter text(SpelledText field) {
        byte[] plain = field.plain();
        if (plain == null) {
            return text(field.toString());
        }
        makeRoom(1 + plain.length);
        bytes[length++] = '|';
        System.arraycopy(plain, 0, bytes, length, plain.length);
        length += plain.length;
        return this;
    }

    private void append(String field) {
        int size = field.length();
        makeRoom(size);
        byte[] line = bytes;
        int start = length;
        for (int i = 0; i < size; i++) {
            char unit = field.charAt(i);
            if (unit < ' ' || unit > '~' || unit == '|') {
                length += i;
                appendBeyondAscii(field, i);
                return;
            }
            line[start + i] = (byte) unit;
        }
        length += size;
    }

    private void appendBeyondAscii(String field, int from) {
        if (field.codePoints().anyMatch(EntryWriter::breaksLines)) {
            throw new IllegalArgumentException("'" + field + "' holds |, a control character or half a character");
        }
        byte[] rest = field.substring(from).getBytes(StandardCharsets.UTF_8);
        makeRoom(rest.length);
        System.arraycopy(rest, 0, bytes, length, rest.length);
        length += rest.length;
    }

    private void append(char ascii) {
        makeRoom(1);
        bytes[length++] = (byte) ascii;
    }

    private void makeRoom(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
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
        makeRoom(2 + Digits.MOST);
        bytes[length++] = '|';
        if (field < 0) {
            bytes[length++] = '-';
        }
        length += Digits.count(field);
        Digits.write(field, bytes, length);
        return this;
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

    public EntryWriter energyIfKnown(Optional<Energy> field) {
        return field.isPresent() ? energy(field.get()) : text(UNKNOWN);
    }

    public EntryWriter numberIfKnown(OptionalInt field) {
        return field.isPresent() ? number(field.getAsInt()) : text(UNKNOWN);
    }

    /** What was written, and maybe more room behind it. */
    byte[] bytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
