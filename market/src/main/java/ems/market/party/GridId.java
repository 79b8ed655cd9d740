package ems.market.party;

/** One smart grid: one consortium, one partition of everything. */
public record GridId(String text) {

    public GridId {
        Identifier.checked("grid id", text);
    }

    @Override
    public String toString() {
        return text;
    }
}
