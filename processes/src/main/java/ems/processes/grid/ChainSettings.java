package ems.processes.grid;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

import ems.chains.evm.OperatorKey;
import ems.chains.iota.IotaKey;
import ems.chains.iota.ObjectId;

/** What operators write about a chain, as settings and in commands; a mistake is one sentence that names the word. */
public final class ChainSettings {

    /** Wei per gas: twice of what IOTA EVM asks by default. */
    public static final String GAS_PRICE_CEILING = "20000000000";

    /** Nanos per unit of gas. */
    public static final String IOTA_GAS_PRICE_CEILING = "2000";

    /** Nanos per notarization: 0.05 IOTA. */
    public static final String IOTA_BUDGET = "50000000";

    private static final Pattern WHOLE = Pattern.compile("0|[1-9][0-9]{0,26}");
    private static final Pattern POSITIVE = Pattern.compile("[1-9][0-9]{0,17}");

    private ChainSettings() {}

    /** The complaint about a wrong address does not quote it: it may hold a provider's key. */
    public static URI url(String name, String text) {
        try {
            var url = new URI(text);
            if (url.getHost() != null && Set.of("http", "https").contains(String.valueOf(url.getScheme()))) {
                return url;
            }
        } catch (URISyntaxException e) {
            // the complaint below says what an address looks like
        }
        throw new IllegalArgumentException(name + " is not an address like http://127.0.0.1:8545");
    }

    /** Wei per gas, below 10^27. */
    public static BigInteger gasPriceCeiling(String name, String text) {
        if (!WHOLE.matcher(text).matches()) {
            throw new IllegalArgumentException(name + " '" + text + "' is not a whole number of wei below 10^27");
        }
        return new BigInteger(text);
    }

    public static OptionalLong chainId(String name, String text) {
        return OptionalLong.of(positive(name, text, ""));
    }

    /** Below 10^18. */
    public static long nanos(String name, String text) {
        return positive(name, text, " of nanos");
    }

    private static long positive(String name, String text, String unit) {
        if (!POSITIVE.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    name + " '" + text + "' is not a whole number" + unit + " in [1, 10^18)");
        }
        return Long.parseLong(text);
    }

    public static ObjectId object(String name, String text) {
        try {
            return ObjectId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    public static IotaKey iotaKey(Path file) {
        try {
            return IotaKey.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the key file " + file + " cannot be read", e);
        }
    }

    public static OperatorKey key(Path file) {
        try {
            return OperatorKey.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the key file " + file + " cannot be read", e);
        }
    }
}
