package ems.market.party;

/** A home or building that produces and consumes. */
public final class ProsumerId extends Party implements Comparable<ProsumerId> {

    static final String ROLE = "prosumer";

    public ProsumerId(String text) {
        super(ROLE, Identifier.checked("prosumer id", text));
    }

    @Override
    public int compareTo(ProsumerId other) {
        return text().compareTo(other.text());
    }
}
