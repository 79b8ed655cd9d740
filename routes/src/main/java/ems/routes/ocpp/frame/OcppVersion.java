package ems.routes.ocpp.frame;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The versions of OCPP that are spoken, by the names of their subprotocols: of those that a station offers, the first that is spoken holds. */
public enum OcppVersion {
    V2_1("ocpp2.1"),
    V2_0_1("ocpp2.0.1"),
    V1_6("ocpp1.6");

    private final String subprotocol;

    OcppVersion(String subprotocol) {
        this.subprotocol = subprotocol;
    }

    public String subprotocol() {
        return subprotocol;
    }

    /** Whether it has transaction events, EVSEs and variables, which all versions after 1.6 have. */
    public boolean isSecondGeneration() {
        return this != V1_6;
    }

    public static List<String> subprotocols() {
        return Arrays.stream(values()).map(OcppVersion::subprotocol).toList();
    }

    /** The version that a subprotocol names. */
    public static Optional<OcppVersion> of(String subprotocol) {
        return Arrays.stream(values())
                .filter(version -> version.subprotocol.equals(subprotocol))
                .findFirst();
    }

    /** @param header of the handshake: what a station offers, with commas between */
    public static boolean isAnyOf(String header) {
        return Arrays.stream(header.split(","))
                .map(String::strip)
                .anyMatch(offer -> of(offer).isPresent());
    }
}
