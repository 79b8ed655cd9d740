package ems.chains.evm;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

import org.web3j.crypto.Credentials;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.Sign;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.utils.Numeric;

/** The private key (secp256k1) of the account that publishes. Nothing of it is ever shown but its address. */
public final class OperatorKey {

    /** Longer than any key file. */
    private static final int LONGEST = 1024;

    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Credentials credentials;
    private final Address address;

    private OperatorKey(BigInteger secret) {
        this.credentials = Credentials.create(ECKeyPair.create(secret));
        this.address = Address.parse(credentials.getAddress());
    }

    /**
     * Reads a file of 64 hex digits, with or without 0x, that no one but its owner may open.
     *
     * @throws IllegalArgumentException if it holds something else, or others may open it; never tells what it holds
     */
    public static OperatorKey read(Path file) throws IOException {
        var posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (posix != null && !OWNER.containsAll(posix.readAttributes().permissions())) {
            throw new IllegalArgumentException(
                    "others may open the key file " + file + ", or run it: chmod 600 " + file);
        }
        if (Files.size(file) > LONGEST) {
            throw new IllegalArgumentException("the key file " + file + " is longer than " + LONGEST + " bytes");
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).strip();
        if (!text.matches("(0x)?[0-9a-fA-F]{64}")) {
            throw new IllegalArgumentException("the key file " + file + " does not hold 64 hex digits");
        }
        var secret = new BigInteger(text.substring(text.length() - 64), 16);
        if (secret.signum() == 0 || secret.compareTo(Sign.CURVE_PARAMS.getN()) >= 0) {
            throw new IllegalArgumentException("the key file " + file + " holds no key of secp256k1");
        }
        return new OperatorKey(secret);
    }

    public Address address() {
        return address;
    }

    /** The transaction as it travels, hex with 0x. The same one is always signed with the same bytes (RFC 6979). */
    String signed(RawTransaction transaction, long chainId) {
        return Numeric.toHexString(TransactionEncoder.signMessage(transaction, chainId, credentials));
    }

    @Override
    public String toString() {
        return "key of " + address;
    }
}
