package ems.people.secret;

import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PasswordHashTest {

    /** From the test vectors of the reference implementation (P-H-C/phc-winner-argon2). */
    private static final String OF_THE_REFERENCE =
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    @Test
    void aHashThatTheReferenceMadeFits() {
        assertThat(new PasswordHash(OF_THE_REFERENCE).fits("password")).isTrue();
        assertThat(new PasswordHash(OF_THE_REFERENCE).fits("Password")).isFalse();
    }

    @Test
    void eachHashHasASaltOfItsOwn() {
        var one = PasswordHash.of("four words in mind");
        var other = PasswordHash.of("four words in mind");
        assertThat(one.phc()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").isNotEqualTo(other.phc());
        assertThat(one.fits("four words in mind")).isTrue();
        assertThat(other.fits("four words in mind")).isTrue();
        assertThat(one.fits("four words in mine")).isFalse();
        assertThat(one.fits("")).isFalse();
    }

    @Test
    void anUmlautFitsHoweverItWasTyped() {
        assertThat(PasswordHash.of("Stra\u00dfenb\u00e4ume").fits("Stra\u00dfenba\u0308ume"))
                .isTrue();
    }

    @Test
    void nothingFitsNobody() {
        assertThat(PasswordHash.ofNobody().fits("")).isFalse();
        assertThat(PasswordHash.ofNobody().fits("password")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "password",
                "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=16$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=9999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=65536,t=0,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=65536,t=2,p=0$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$"
            })
    void anotherFormIsRefused(String phc) {
        assertThatThrownBy(() -> new PasswordHash(phc)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void neitherHashNorSecretIsWrittenToALog() {
        assertThat(PasswordHash.ofNobody().toString()).doesNotContain("$");
        var secret = Secret.random("ems_");
        assertThat(secret.toString()).doesNotContain(secret.text());
    }

    @Test
    void aSecretHas256BitsAndItsHashIsKnown() {
        assertThat(Secret.random("ems_").text()).matches("ems_[A-Za-z0-9_-]{43}");
        assertThat(Secret.random("").text()).isNotEqualTo(Secret.random("").text());
        assertThat(new Secret("abc").hash())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(new Secret("abc").is("abc")).isTrue();
        assertThat(new Secret("abc").is("abd")).isFalse();
    }

    @Test
    void aFloodOfChecksIsTurnedAwayAndHoldsNoThreads() throws Exception {
        var hash = PasswordHash.of("four words in mind");
        var flood = Executors.newFixedThreadPool(80);
        var ready = new CountDownLatch(80);
        try {
            var answers = flood.invokeAll(Collections.nCopies(80, () -> {
                ready.countDown();
                ready.await();
                try {
                    return hash.fits("four words in mind") ? "fits" : "fits not";
                } catch (BusyException busy) {
                    return busy.getMessage();
                }
            }));
            assertThat(answers)
                    .extracting(Future::get)
                    .containsOnly("fits", "Too many passwords are being checked; wait a few seconds and try again.");
        } finally {
            flood.shutdownNow();
        }
        assertThat(hash.fits("four words in mind")).as("once it is over").isTrue();
    }
}
