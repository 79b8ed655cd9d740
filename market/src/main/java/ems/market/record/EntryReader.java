package ems.market.record;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.quantity.Price;

/** Takes the fields of one entry line apart, in order; each complaint names the line and the field. */
public final class EntryReader {

    private final String line;
    private int from;
    private int field;

    public EntryReader(String line) {
        this.line = line;
    }

    /** @throws IllegalArgumentException if the line has no further field */
    public String text() {
        field++;
        if (from > line.length()) {
            throw broken("is missing");
        }
        int end = line.indexOf('|', from);
        String text = line.substring(from, end < 0 ? line.length() : end);
        from = end < 0 ? line.length() + 1 : end + 1;
        return text;
    }

    public long number() {
        String text = text();
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw broken("is not a whole number: '" + text + "'");
        }
    }

    public int smallNumber() {
        long number = number();
        if (number != (int) number) {
            throw broken("is too large: " + number);
        }
        return (int) number;
    }

    public boolean yesOrNo() {
        String text = text();
        return switch (text) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw broken("is neither yes nor no: '" + text + "'");
        };
    }

    public <E extends Enum<E>> E word(Class<E> words) {
        String text = text();
        try {
            return Enum.valueOf(words, text);
        } catch (IllegalArgumentException e) {
            throw new UnknownEntry(at("is no " + words.getSimpleName() + ": '" + text + "'"));
        }
    }

    /** A word that is not the name of a constant, as what it stands for. */
    <E> E word(Function<String, E> known) {
        String text = text();
        try {
            return known.apply(text);
        } catch (IllegalArgumentException e) {
            throw new UnknownEntry(at(": " + e.getMessage()));
        }
    }

    public Energy energy() {
        long millijoules = number();
        if (millijoules < 0) {
            throw broken("is a negative energy: " + millijoules + " mJ");
        }
        return new Energy(millijoules);
    }

    public Price price() {
        return new Price(number());
    }

    public Money money() {
        return new Money(number());
    }

    /** An amount, or {@code -} for none that is known. */
    public Optional<Money> moneyIfKnown() {
        return isUnknown() ? Optional.empty() : Optional.of(money());
    }

    /** An energy, or {@code -} for none that is known. */
    public Optional<Energy> energyIfKnown() {
        return isUnknown() ? Optional.empty() : Optional.of(energy());
    }

    /** A number, or {@code -} for none that is known. */
    public OptionalInt smallNumberIfKnown() {
        return isUnknown() ? OptionalInt.empty() : OptionalInt.of(smallNumber());
    }

    /** Takes the field only if it says so. */
    private boolean isUnknown() {
        int start = from;
        if (text().equals(EntryWriter.UNKNOWN)) {
            return true;
        }
        from = start;
        field--;
        return false;
    }

    /** Whether a further field follows that not every line of the kind has. */
    public boolean hasMore() {
        return from <= line.length();
    }

    /** @throws UnknownEntry if fields are left over */
    public void end() {
        if (hasMore()) {
            throw new UnknownEntry(at("is followed by more"));
        }
    }

    private IllegalArgumentException broken(String how) {
        return new IllegalArgumentException(at(how));
    }

    private String at(String how) {
        return "field " + field + " of entry '" + line + "' " + how;
    }
}
