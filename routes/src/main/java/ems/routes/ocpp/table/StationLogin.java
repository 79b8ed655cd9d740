package ems.routes.ocpp.table;

/** How a station shows who it is. */
public sealed interface StationLogin {

    /** Security profiles 1 and 2: HTTP Basic with its identity for a name. */
    record ByPassword(PasswordDigest digest) implements StationLogin {}

    /** Security profile 3: a certificate with this common name, signed by somebody whom the market trusts. */
    record ByCertificate(String commonName) implements StationLogin {}
}
