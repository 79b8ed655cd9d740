package ems.market.record;

import java.util.Arrays;

/**
 * How the meter of a charger signs: ECDSA with SHA-256, on one of the curves of the Open Charge Metering Format.
 *
 * <p>Source: Open Charge Metering Format 1.4 of S.A.F.E., table of signature algorithms.
 */
public enum MeterAlgorithm {
    SECP192K1("secp192k1", "ECDSA-secp192k1-SHA256", 24),
    SECP256K1("secp256k1", "ECDSA-secp256k1-SHA256", 32),
    SECP192R1("secp192r1", "ECDSA-secp192r1-SHA256", 24),
    /** The registry names it as JOSE does. */
    SECP256R1("secp256r1", "ECDSA-secp256r1-SHA256", "ES256", 32),
    BRAINPOOL256R1("brainpoolP256r1", "ECDSA-brainpool256r1-SHA256", 32),
    SECP384R1("secp384r1", "ECDSA-secp384r1-SHA256", 48),
    BRAINPOOL384R1("brainpoolP384r1", "ECDSA-brainpool384r1-SHA256", 48);

    private final String curve;
    private final String word;
    private final String registered;
    private final int bytesOfANumber;

    MeterAlgorithm(String curve, String word, int bytesOfANumber) {
        this(curve, word, word, bytesOfANumber);
    }

    MeterAlgorithm(String curve, String word, String registered, int bytesOfANumber) {
        this.curve = curve;
        this.word = word;
        this.registered = registered;
        this.bytesOfANumber = bytesOfANumber;
    }

    /** Its name in SEC 2 or RFC 5639. */
    public String curve() {
        return curve;
    }

    /** Its name in a record: SA. */
    public String word() {
        return word;
    }

    /** Its name among the keys of a party, as in {@link AgentKey#algorithm}. */
    public String registered() {
        return registered;
    }

    /** Length of a public key: x and y. */
    public int bytes() {
        return 2 * bytesOfANumber;
    }

    /** @throws IllegalArgumentException if no record may say so */
    public static MeterAlgorithm of(String word) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("OCMF member SA '" + word + "' is none of "
                        + Arrays.stream(values()).map(MeterAlgorithm::word).toList()));
    }
}
