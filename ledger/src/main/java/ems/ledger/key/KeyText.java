package ems.ledger.key;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.security.SecureRandom;
import java.util.Optional;

import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.PBKDF2Config;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;
import org.bouncycastle.util.io.pem.PemWriter;

/**
 * A private key as the text of a PEM file (RFC 7468) with PKCS#8 in it. With a passphrase it is encrypted by PBES2 with PBKDF2
 * (HMAC-SHA-256) and AES-256-CBC (RFC 8018), as OpenSSL reads it.
 */
record KeyText(Optional<char[]> passphrase, SecureRandom random) {

    /** What a guess of the passphrase costs: 600,000 rounds, as OWASP advises for PBKDF2 with SHA-256. */
    private static final int ROUNDS = 600_000;

    private static final int MOST_ROUNDS = 10_000_000;
    private static final int SALT_BYTES = 16;

    String write(SigningKey key) {
        var text = new StringWriter();
        try (var pem = new PemWriter(text)) {
            var info = new PrivateKeyInfo(
                    new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519), new DEROctetString(key.seed()));
            pem.writeObject(
                    new PKCS8Generator(info, passphrase.map(this::encryptor).orElse(null)));
        } catch (IOException e) {
            throw new IllegalStateException("an Ed25519 key cannot be written", e);
        }
        return text.toString();
    }

    private OutputEncryptor encryptor(char[] secret) {
        var derivation = new PBKDF2Config.Builder()
                .withPRF(PBKDF2Config.PRF_SHA256)
                .withIterationCount(ROUNDS)
                .withSaltLength(SALT_BYTES)
                .build();
        try {
            return new JcePKCSPBEOutputEncryptorBuilder(derivation, NISTObjectIdentifiers.id_aes256_CBC)
                    .setProvider(new BouncyCastleProvider())
                    .setRandom(random)
                    .build(secret);
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("this Java cannot encrypt a key", e);
        }
    }

    /** @throws IllegalArgumentException if the text is no such key */
    SigningKey read(String text) {
        try (var parser = new PEMParser(new StringReader(text))) {
            var info = plain(parser.readObject());
            if (!info.getPrivateKeyAlgorithm().getAlgorithm().equals(EdECObjectIdentifiers.id_Ed25519)) {
                throw new IllegalArgumentException("it is no key of Ed25519");
            }
            return SigningKey.of(((Ed25519PrivateKeyParameters) PrivateKeyFactory.createKey(info)).getEncoded());
        } catch (IOException | IllegalStateException | ClassCastException e) {
            throw new IllegalArgumentException("it is no private key in PEM", e);
        }
    }

    private PrivateKeyInfo plain(Object pem) {
        if (passphrase.isEmpty()) {
            if (pem instanceof PrivateKeyInfo plain) {
                return plain;
            }
            throw new IllegalArgumentException("it is no plain private key, and there is no passphrase");
        }
        if (pem instanceof PKCS8EncryptedPrivateKeyInfo encrypted) {
            return decrypted(encrypted);
        }
        throw new IllegalArgumentException("it is not encrypted, though there is a passphrase");
    }

    private PrivateKeyInfo decrypted(PKCS8EncryptedPrivateKeyInfo encrypted) {
        if (!isKnown(encrypted.getEncryptionAlgorithm())) {
            throw new IllegalArgumentException("it is not encrypted by PBES2 with HMAC-SHA-256 and AES-256-CBC");
        }
        var decryptor = new JcePKCSPBEInputDecryptorProviderBuilder()
                .setProvider(new BouncyCastleProvider())
                .build(passphrase.orElseThrow());
        try {
            return encrypted.decryptPrivateKeyInfo(decryptor);
        } catch (PKCSException e) {
            throw new IllegalArgumentException("it cannot be decrypted with this passphrase", e);
        }
    }

    /** Also bounds the work that a file may ask for. */
    private static boolean isKnown(AlgorithmIdentifier algorithm) {
        if (!algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBES2)) {
            return false;
        }
        var scheme = PBES2Parameters.getInstance(algorithm.getParameters());
        if (!scheme.getKeyDerivationFunc().getAlgorithm().equals(PKCSObjectIdentifiers.id_PBKDF2)) {
            return false;
        }
        var derivation = PBKDF2Params.getInstance(scheme.getKeyDerivationFunc().getParameters());
        var rounds = derivation.getIterationCount();
        return scheme.getEncryptionScheme().getAlgorithm().equals(NISTObjectIdentifiers.id_aes256_CBC)
                && derivation.getPrf().getAlgorithm().equals(PKCSObjectIdentifiers.id_hmacWithSHA256)
                && rounds.signum() > 0
                && rounds.bitLength() < Integer.SIZE
                && rounds.intValueExact() <= MOST_ROUNDS;
    }

    @Override
    public String toString() {
        return passphrase.isPresent() ? "keys under a passphrase" : "plain keys";
    }
}
