package ems.market.party;

/** An electric vehicle, a passive charger that stores and releases. */
public final class VehicleId extends Party implements Comparable<VehicleId> {

    static final String ROLE = "vehicle";

    public VehicleId(String text) {
        super(ROLE, Identifier.checked("vehicle id", text));
    }

    @Override
    public int compareTo(VehicleId other) {
        return text().compareTo(other.text());
    }
}
