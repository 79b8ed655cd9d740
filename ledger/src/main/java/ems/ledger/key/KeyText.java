package ems.ledger.key;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.security.SecureRandom;
import java.util.Optional;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.util.BigIntegers;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;

/** A private key as the text of a PEM file (RFC 7468) with PKCS#8 in it, encrypted if there is a passphrase. */
record KeyText(Optional<char[]> passphrase, SecureRandom random) {

    private static final String PLAIN = "PRIVATE KEY";
    private static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";

    /** RFC 8410. */
    private static final ASN1ObjectIdentifier ED25519 = new ASN1ObjectIdentifier("1.3.101.112");

    String write(SigningKey key) {
        try {
            var seed = new DEROctetString(key.seed());
            return pem(new PrivateKeyInfo(new AlgorithmIdentifier(ED25519), seed).getEncoded());
        } catch (IOException e) {
            throw new IllegalStateException("an Ed25519 key cannot be written", e);
        }
    }

    String write(P256SigningKey key) {
        try {
            return pem(
                    PrivateKeyInfoFactory.createPrivateKeyInfo(key.parameters()).getEncoded());
        } catch (IOException e) {
            throw new IllegalStateException("a key of P-256 cannot be written", e);
        }
    }

    private String pem(byte[] key) throws IOException {
        var text = new StringWriter();
        try (var pem = new PemWriter(text)) {
            pem.writeObject(
                    passphrase.isPresent()
                            ? new PemObject(ENCRYPTED, Pkcs8.encrypt(key, passphrase.get(), random))
                            : new PemObject(PLAIN, key));
        }
        return text.toString();
    }

    /** @throws IllegalArgumentException if the text is no such key */
    SigningKey readSigningKey(String text) {
        if (read(text) instanceof Ed25519PrivateKeyParameters key) {
            return SigningKey.of(key.getEncoded());
        }
        throw new IllegalArgumentException("it is no key of Ed25519");
    }

    /** @throws IllegalArgumentException if the text is no such key */
    P256SigningKey readMeterKey(String text) {
        if (read(text) instanceof ECPrivateKeyParameters key
                && key.getParameters().getN().equals(P256Key.CURVE.getN())) {
            return P256SigningKey.of(BigIntegers.asUnsignedByteArray(32, key.getD()));
        }
        throw new IllegalArgumentException("it is no key of P-256");
    }

    private AsymmetricKeyParameter read(String text) {
        try (var reader = new PemReader(new StringReader(text))) {
            var pem = reader.readPemObject();
            if (pem == null || !pem.getType().equals(passphrase.isPresent() ? ENCRYPTED : PLAIN)) {
                throw new IllegalArgumentException(
                        passphrase.isPresent()
                                ? "it is not encrypted, though there is a passphrase"
                                : "it is no plain private key, and there is no passphrase");
            }
            byte[] content = pem.getContent();
            return PrivateKeyFactory.createKey(
                    passphrase.isPresent() ? Pkcs8.decrypt(content, passphrase.get()) : content);
        } catch (IOException | IllegalStateException | ClassCastException e) {
            throw new IllegalArgumentException("it is no private key in PEM", e);
        }
    }

    @Override
    public String toString() {
        return passphrase.isPresent() ? "keys under a passphrase" : "plain keys";
    }
}
