package ems.market.party;

/** A home or building that produces and consumes. */
public record ProsumerId(String text) implements Party, Comparable<ProsumerId> {

    public ProsumerId {
        Identifier.check("prosumer id", text);
    }

    @Override
    public String account() {
        return "prosumer:" + text;
    }

    @Override
    public int compareTo(ProsumerId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
