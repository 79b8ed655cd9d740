package ems.market.record;

import ems.market.party.Party;

/** The market said no to a party for this period: by which rule, and why. */
public record Rejection(Party party, String reason, RuleReference rule) implements Entry {

    public static Rejection readFrom(EntryReader line) {
        return new Rejection(Party.parse(line.text()), line.text(), RuleReference.readFrom(line));
    }

    @Override
    public EntryKind kind() {
        return EntryKind.REJECTION;
    }

    @Override
    public void writeTo(EntryWriter line) {
        line.text(party.spelledAccount()).text(reason);
        rule.writeTo(line);
    }
}
