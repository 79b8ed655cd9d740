package ems.chains.iota;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;

import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

import ems.chains.client.KeyFile;

/** The private key (Ed25519) of the account that notarizes. Nothing of it is ever shown but its address. */
public final class IotaKey {

    private static final int HASH_BITS = 256;
    private static final int HASH_BYTES = 32;

    /** Number of Ed25519 among IOTA's kinds of signatures. */
    private static final int FLAG = 0;

    /** A transaction, of the first version, for IOTA. */
    private static final byte[] INTENT = {0, 0, 0};

    private final Ed25519PrivateKeyParameters secret;
    private final byte[] publicKey;

    private IotaKey(byte[] seed) {
        this.secret = new Ed25519PrivateKeyParameters(seed, 0);
        this.publicKey = secret.generatePublicKey().getEncoded();
    }

    /** Reads a {@link KeyFile} with the key's seed. */
    public static IotaKey read(Path file) throws IOException {
        return new IotaKey(KeyFile.read(file));
    }

    /** 0x and 64 hex digits. */
    public String address() {
        return "0x" + HexFormat.of().formatHex(addressBytes());
    }

    byte[] addressBytes() {
        return blake2b(publicKey);
    }

    /** Kind, signature and public key, as a transaction carries them. */
    byte[] signature(byte[] transaction) {
        byte[] message = blake2b(INTENT, transaction);
        var signer = new Ed25519Signer();
        signer.init(true, secret);
        signer.update(message, 0, message.length);
        return new Bcs().u8(FLAG).raw(signer.generateSignature()).raw(publicKey).written();
    }

    static byte[] blake2b(byte[]... parts) {
        var digest = new Blake2bDigest(HASH_BITS);
        for (byte[] part : parts) {
            digest.update(part, 0, part.length);
        }
        byte[] hash = new byte[HASH_BYTES];
        digest.doFinal(hash, 0);
        return hash;
    }

    @Override
    public String toString() {
        return "key of " + address();
    }
}
