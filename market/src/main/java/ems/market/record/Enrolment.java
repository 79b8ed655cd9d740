package ems.market.record;

import ems.market.party.Party;
import ems.market.quantity.Energy;

/**
 * A party joined the grid.
 *
 * @param capacity battery capacity of a vehicle; nothing for a prosumer
 */
public record Enrolment(Party party, Energy capacity) implements Entry {

    public static Enrolment readFrom(EntryReader line) {
        return new Enrolment(Party.parse(line.text()), line.energy());
    }

    @Override
    public EntryKind kind() {
        return EntryKind.ENROLMENT;
    }

    @Override
    public void writeTo(EntryWriter line) {
        line.text(party.spelledAccount()).energy(capacity);
    }
}
