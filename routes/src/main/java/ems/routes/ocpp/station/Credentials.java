package ems.routes.ocpp.station;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.net.ssl.SSLPeerUnverifiedException;

import io.vertx.core.http.HttpServerRequest;

import ems.routes.ocpp.table.PasswordDigest;
import ems.routes.ocpp.table.StationLogin;
import ems.routes.ocpp.table.StationLogin.ByCertificate;
import ems.routes.ocpp.table.StationLogin.ByPassword;

/**
 * What a request shows of its sender.
 *
 * @param commonName of its certificate, which the server has verified; with more than one it is nobody's
 * @param password that it gives for the name of the station
 */
record Credentials(Optional<String> commonName, Optional<byte[]> password) {

    private static final String BASIC = "Basic ";

    /** What an HTTP request is refused with; empty: it is the station. */
    enum Denied {
        /** No password, or a wrong one, or the station is unknown. */
        UNAUTHORIZED(401),
        /** A certificate of somebody else. */
        FORBIDDEN(403);

        private final int status;

        Denied(int status) {
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    static Credentials of(HttpServerRequest request, String station) {
        return new Credentials(commonName(request), password(request.getHeader("Authorization"), station));
    }

    /** Takes some milliseconds. */
    Optional<Denied> deniedTo(Optional<StationLogin> login) {
        if (login.isPresent() && login.get() instanceof ByCertificate certificate) {
            return commonName.isEmpty()
                    ? Optional.of(Denied.UNAUTHORIZED)
                    : commonName.filter(certificate.commonName()::equals).isPresent()
                            ? Optional.empty()
                            : Optional.of(Denied.FORBIDDEN);
        }
        var digest = login.map(ByPassword.class::cast).map(ByPassword::digest).orElse(PasswordDigest.ofNobody());
        return digest.fits(password.orElse(new byte[0])) ? Optional.empty() : Optional.of(Denied.UNAUTHORIZED);
    }

    /** What is wrong with it for the station that it was denied to. */
    String mistake(Optional<StationLogin> login) {
        if (login.isEmpty()) {
            return "no row of the table of chargers has this station";
        }
        if (login.get() instanceof ByCertificate) {
            return commonName
                    .map(name -> "its certificate is not the one of its row")
                    .orElse("it shows no certificate, and its row names one");
        }
        return password.isEmpty()
                ? "it gives no password with its own identity as the user"
                : "the password is not the one of its row: ./ems chargers password makes another, with its hash";
    }

    private static Optional<String> commonName(HttpServerRequest request) {
        if (!request.isSSL()) {
            return Optional.empty();
        }
        try {
            var chain = request.connection().sslSession().getPeerCertificates();
            var name = ((X509Certificate) chain[0]).getSubjectX500Principal().getName();
            var names = new LdapName(name)
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(part -> String.valueOf(part.getValue()))
                            .toList();
            return names.size() == 1 ? Optional.of(names.get(0)) : Optional.empty();
        } catch (SSLPeerUnverifiedException | InvalidNameException none) {
            return Optional.empty();
        }
    }

    /** Cut after the station's own name: a name may hold a colon, and a password any byte. */
    private static Optional<byte[]> password(String header, String station) {
        if (header == null || !header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return Optional.empty();
        }
        try {
            var both =
                    Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
            var name = (station + ":").getBytes(StandardCharsets.UTF_8);
            return both.length > name.length && Arrays.equals(both, 0, name.length, name, 0, name.length)
                    ? Optional.of(Arrays.copyOfRange(both, name.length, both.length))
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "what a request shows of its sender";
    }
}
