package ems.market.party;

/** An electric vehicle, a passive charger that stores and releases. */
public record VehicleId(String text) implements Party, Comparable<VehicleId> {

    public VehicleId {
        Identifier.check("vehicle id", text);
    }

    @Override
    public String account() {
        return "vehicle:" + text;
    }

    @Override
    public int compareTo(VehicleId other) {
        return text.compareTo(other.text);
    }

    /** Spelled out, since maps ask a hundred million times: a record's own goes through method handles. */
    @Override
    public boolean equals(Object other) {
        return other instanceof VehicleId that && text.equals(that.text);
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
