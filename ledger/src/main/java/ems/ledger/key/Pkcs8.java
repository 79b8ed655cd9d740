package ems.ledger.key;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** Encrypts a private key under a passphrase: PBES2 with PBKDF2 (HMAC-SHA-256) and AES-256-CBC (RFC 8018), as OpenSSL reads it. */
final class Pkcs8 {

    /** What a guess of the passphrase costs: 600,000 rounds, as OWASP advises for PBKDF2 with SHA-256. */
    private static final int ROUNDS = 600_000;

    private static final int MOST_ROUNDS = 10_000_000;
    private static final int KEY_BITS = 256;
    private static final int BLOCK_BYTES = 16;

    private Pkcs8() {}

    static byte[] encrypt(byte[] key, char[] passphrase, SecureRandom random) {
        byte[] salt = new byte[BLOCK_BYTES];
        byte[] start = new byte[BLOCK_BYTES];
        random.nextBytes(salt);
        random.nextBytes(start);
        var prf = new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE);
        var parameters = new PBES2Parameters(
                new KeyDerivationFunc(
                        PKCSObjectIdentifiers.id_PBKDF2, new PBKDF2Params(salt, ROUNDS, KEY_BITS / 8, prf)),
                new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(start)));
        try {
            byte[] encrypted =
                    cipher(Cipher.ENCRYPT_MODE, passphrase, salt, ROUNDS, start).doFinal(key);
            return new EncryptedPrivateKeyInfo(
                            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, parameters), encrypted)
                    .getEncoded();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java cannot encrypt a key", e);
        }
    }

    /** @throws IllegalArgumentException if it is not such a key, or the passphrase is another one */
    static byte[] decrypt(byte[] encoded, char[] passphrase) {
        try {
            var info = EncryptedPrivateKeyInfo.getInstance(encoded);
            var parameters =
                    PBES2Parameters.getInstance(info.getEncryptionAlgorithm().getParameters());
            var derivation =
                    PBKDF2Params.getInstance(parameters.getKeyDerivationFunc().getParameters());
            int rounds = derivation.getIterationCount().intValueExact();
            boolean known = info.getEncryptionAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.id_PBES2)
                    && parameters.getEncryptionScheme().getAlgorithm().equals(NISTObjectIdentifiers.id_aes256_CBC)
                    && derivation.getPrf().getAlgorithm().equals(PKCSObjectIdentifiers.id_hmacWithSHA256);
            if (!known || rounds < 1 || rounds > MOST_ROUNDS) {
                throw new IllegalArgumentException("it is not encrypted by PBES2 with HMAC-SHA-256 and AES-256-CBC");
            }
            byte[] start = ASN1OctetString.getInstance(
                            parameters.getEncryptionScheme().getParameters())
                    .getOctets();
            return cipher(Cipher.DECRYPT_MODE, passphrase, derivation.getSalt(), rounds, start)
                    .doFinal(info.getEncryptedData());
        } catch (GeneralSecurityException | ArithmeticException | NullPointerException e) {
            throw new IllegalArgumentException("it cannot be decrypted with this passphrase", e);
        }
    }

    private static Cipher cipher(int mode, char[] passphrase, byte[] salt, int rounds, byte[] start)
            throws GeneralSecurityException {
        var spec = new PBEKeySpec(passphrase, salt, rounds, KEY_BITS);
        byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(spec)
                .getEncoded();
        spec.clearPassword();
        var cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(start));
        return cipher;
    }
}
