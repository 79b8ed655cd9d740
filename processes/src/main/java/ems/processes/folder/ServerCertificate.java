package ems.processes.folder;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The certificate by which a market's server shows who it is, with its private key: {@code tls/market.p12} of the data folder, and
 * the password of that file beside it.
 */
public record ServerCertificate(Path folder) {

    private static final String ALIAS = "market";
    /** Kinds of alternative names that are hosts: names and addresses (RFC 5280). */
    private static final Set<Integer> HOSTS = Set.of(2, 7);

    public static ServerCertificate in(Path data) {
        return new ServerCertificate(data.resolve(DataFolder.TLS));
    }

    public Path file() {
        return folder.resolve("market.p12");
    }

    public Path passwordFile() {
        return folder.resolve("password");
    }

    /** Certificates of those who may vouch for devices, if there are any; it has the same password. */
    public Path devicesFile() {
        return folder.resolve("devices.p12");
    }

    public boolean exists() {
        return Files.exists(file());
    }

    public String password() throws IOException {
        return Files.readString(passwordFile()).strip();
    }

    /** The names and addresses that it is for. */
    public List<String> hosts() throws IOException {
        try {
            var names = certificate().getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name -> HOSTS.contains(name.get(0)))
                            .map(name -> String.valueOf(name.get(1)))
                            .toList();
        } catch (GeneralSecurityException e) {
            throw new IOException(file() + " cannot be read", e);
        }
    }

    /** SHA-256 of the certificate, 64 hex digits. */
    public String fingerprint() throws IOException {
        try {
            return fingerprint(certificate());
        } catch (GeneralSecurityException e) {
            throw new IOException(file() + " cannot be read", e);
        }
    }

    /** The same of the first certificate in a PEM file, which is the server's own. */
    public static String fingerprintOf(Path pem) throws IOException {
        try (var in = Files.newInputStream(pem)) {
            return fingerprint(
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in));
        } catch (GeneralSecurityException e) {
            throw new IOException(pem + " holds no certificate", e);
        }
    }

    /** For clients on this machine: trusts this very certificate, whoever signed it and whatever host it names. */
    static SSLContext trusting(String fingerprint) throws IOException {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Pinned(fingerprint)}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("this JDK speaks no TLS", e);
        }
    }

    private static String fingerprint(X509Certificate certificate) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    }

    /** An extended manager is asked for the host as well, and this one does not look at it: the server is on this machine. */
    private static final class Pinned extends X509ExtendedTrustManager {

        private final String fingerprint;

        Pinned(String fingerprint) {
            this.fingerprint = fingerprint;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String by) throws CertificateException {
            try {
                if (!fingerprint(chain[0]).equals(fingerprint)) {
                    throw new CertificateException("the server shows another certificate than the market's");
                }
            } catch (GeneralSecurityException e) {
                throw new CertificateException(e);
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String by, Socket socket) throws CertificateException {
            checkServerTrusted(chain, by);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String by, SSLEngine engine)
                throws CertificateException {
            checkServerTrusted(chain, by);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String by) throws CertificateException {
            throw new CertificateException("this side is no server");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String by, Socket socket) throws CertificateException {
            checkClientTrusted(chain, by);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String by, SSLEngine engine)
                throws CertificateException {
            checkClientTrusted(chain, by);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private X509Certificate certificate() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file())) {
            store.load(in, password().toCharArray());
        }
        if (store.getCertificate(ALIAS) instanceof X509Certificate certificate) {
            return certificate;
        }
        throw new IOException(file() + " holds no certificate of the name " + ALIAS);
    }
}
