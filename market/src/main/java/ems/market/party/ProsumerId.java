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

    /** Spelled out, since maps ask a hundred million times: a record's own goes through method handles. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ProsumerId that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
