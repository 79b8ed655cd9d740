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

    @Override
    public String toString() {
        return text;
    }
}
