package ems.processes.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The certificate by which a market's server shows who it is, with its private key: {@code tls/market.p12} of the data folder, and
 * the password of that file beside it.
 */
public record ServerCertificate(Path folder) {

    private static final String ALIAS = "market";

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
                    : names.stream().map(name -> String.valueOf(name.get(1))).toList();
        } catch (GeneralSecurityException e) {
            throw new IOException(file() + " cannot be read", e);
        }
    }

    /** For clients on this machine: trusts this very certificate, whoever signed it. */
    SSLContext trustedByItself() throws IOException {
        try {
            var trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(ALIAS, certificate());
            var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(file() + " cannot be read", e);
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
