package ems.routes.mqtt;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;

/**
 * A topic of devices that speak the market's own words. A broker's access list lets each device write below its own member's name
 * only; the door sees to it that a message tells of nobody else.
 *
 * @param member as the topic names it
 */
record OwnTopic(GridId grid, Party member, Kind kind) {

    private static final Pattern FORM = Pattern.compile("ems/([^/]+)/(meters|vehicles)/([^/]+)/([^/]+)");

    enum Kind {
        /** {@code ems/GRID/meters/HOME/readings}: JSON as the HTTP door takes it. */
        READINGS("meters", "readings"),
        /** {@code ems/GRID/vehicles/VEHICLE/status}: JSON as the HTTP door takes it. */
        STATUS("vehicles", "status"),
        /** {@code .../online}: {@code true}, or {@code false} as the last will of a device. */
        METER_ONLINE("meters", "online"),
        VEHICLE_ONLINE("vehicles", "online");

        private final String members;
        private final String last;

        Kind(String members, String last) {
            this.members = members;
            this.last = last;
        }
    }

    static final List<String> FILTERS = List.of(
            "ems/+/meters/+/readings", "ems/+/meters/+/online", "ems/+/vehicles/+/status", "ems/+/vehicles/+/online");

    /**
     * Empty if the topic is none of these.
     *
     * @throws IllegalArgumentException if a name in it can be nobody's
     */
    static Optional<OwnTopic> parse(String topic) {
        var parts = FORM.matcher(topic);
        if (!parts.matches()) {
            return Optional.empty();
        }
        for (Kind kind : Kind.values()) {
            if (kind.members.equals(parts.group(2)) && kind.last.equals(parts.group(4))) {
                var member =
                        kind.members.equals("meters") ? new ProsumerId(parts.group(3)) : new VehicleId(parts.group(3));
                return Optional.of(new OwnTopic(new GridId(parts.group(1)), member, kind));
            }
        }
        return Optional.empty();
    }

    static String readings(GridId grid, ProsumerId home) {
        return "ems/" + grid + "/meters/" + home + "/readings";
    }

    static String status(GridId grid, VehicleId vehicle) {
        return "ems/" + grid + "/vehicles/" + vehicle + "/status";
    }
}
