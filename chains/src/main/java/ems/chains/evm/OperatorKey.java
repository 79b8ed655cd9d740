package ems.chains.evm;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;

import org.web3j.crypto.Credentials;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.Sign;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.utils.Numeric;

import ems.chains.client.KeyFile;

/** The private key (secp256k1) of the account that publishes. Nothing of it is ever shown but its address. */
public final class OperatorKey {

    private final Credentials credentials;
    private final Address address;

    private OperatorKey(BigInteger secret) {
        this.credentials = Credentials.create(ECKeyPair.create(secret));
        this.address = Address.parse(credentials.getAddress());
    }

    /**
     * Reads a {@link KeyFile}.
     *
     * @throws IllegalArgumentException if it holds something else, or others may open it; the message never quotes it
     */
    public static OperatorKey read(Path file) throws IOException {
        var secret = new BigInteger(1, KeyFile.read(file));
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
