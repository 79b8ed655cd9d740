package ems.market.record;

import ems.market.party.ProsumerId;

/**
 * How it is known what a home exchanges. It holds from the block after the one that carries this on; a home of which no block says
 * anything is {@link Mode#METERED}.
 */
public record HomeMetering(ProsumerId home, Mode mode) implements Entry {

    /** By what an exchange is settled. */
    public enum Mode {
        /** By what the home's meter told the market. */
        METERED,
        /** By what home and EV signed of it: the market keeps no reading of the home. */
        PRIVATE
    }

    public static HomeMetering readFrom(EntryReader line) {
        return new HomeMetering(new ProsumerId(line.text()), line.word(Mode.class));
    }

    @Override
    public EntryKind kind() {
        return EntryKind.HOME_METERING;
    }

    @Override
    public void writeTo(EntryWriter line) {
        line.text(home.text()).text(mode.name());
    }
}
