package ems.market.record;

/** The period ended without settlement, by an operator or because it was missed. */
public record Abandonment(String reason) implements Entry {

    public static Abandonment readFrom(EntryReader line) {
        return new Abandonment(line.text());
    }

    @Override
    public EntryKind kind() {
        return EntryKind.ABANDONMENT;
    }

    @Override
    public void writeTo(EntryWriter line) {
        line.text(reason);
    }
}
