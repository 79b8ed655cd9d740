package ems.forecasting.federation;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPublicKeySpec;

import org.junit.jupiter.api.Test;

import ems.market.party.ProsumerId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PairwiseMaskTest {

    private final KeyPair one = fresh();
    private final KeyPair two = fresh();

    @Test
    void whatOneAddsTheOtherSubtracts() {
        long[] values = new long[100];
        PairwiseMask.apply(values, announced("L1", one), one, announced("L2", two), "7");
        assertThat(values).doesNotContain(0);
        PairwiseMask.apply(values, announced("L2", two), two, announced("L1", one), "7");
        assertThat(values).containsOnly(0);
    }

    @Test
    void anotherVersionNameOrKeyIsAnotherMask() {
        long[] mask = mask("L1", one, "L2", two, 7);
        assertThat(mask("L1", one, "L2", two, 7)).isEqualTo(mask);
        assertThat(mask("L1", one, "L2", two, 8)).isNotEqualTo(mask);
        assertThat(mask("L1", one, "L3", two, 7)).isNotEqualTo(mask);
        assertThat(mask("L1", one, "L2", fresh(), 7)).isNotEqualTo(mask);
    }

    /** Whoever announced it would know all masks that it is part of. */
    @Test
    void aPointOfSmallOrderIsNoKey() throws GeneralSecurityException {
        var zero = KeyFactory.getInstance("X25519")
                .generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, BigInteger.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PairwiseMask.apply(
                        new long[1],
                        announced("L1", one),
                        one,
                        new Announcement(new ProsumerId("L2"), 0, 1, zero),
                        "7"))
                .withMessage("no mask can be agreed on with L2");
    }

    private static long[] mask(String own, KeyPair keys, String other, KeyPair others, int into) {
        long[] values = new long[100];
        PairwiseMask.apply(values, announced(own, keys), keys, announced(other, others), Integer.toString(into));
        return values;
    }

    private static Announcement announced(String prosumer, KeyPair keys) {
        return new Announcement(new ProsumerId(prosumer), 0, 1, keys.getPublic());
    }

    private static KeyPair fresh() {
        try {
            return KeyPairGenerator.getInstance("X25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
