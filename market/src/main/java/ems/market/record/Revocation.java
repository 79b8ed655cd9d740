package ems.market.record;

import ems.market.party.Party;

/** A party may no longer take part, from the block after the one that carries this on. */
public record Revocation(Party party, String reason) implements Entry {

    public static Revocation readFrom(EntryReader line) {
        return new Revocation(Party.parse(line.text()), line.text());
    }

    @Override
    public EntryKind kind() {
        return EntryKind.REVOCATION;
    }

    @Override
    public void writeTo(EntryWriter line) {
        line.text(party.spelledAccount()).text(reason);
    }
}
