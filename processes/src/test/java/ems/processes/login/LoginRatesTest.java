package ems.processes.login;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import ems.people.person.PersonName;

import static org.assertj.core.api.Assertions.assertThat;

class LoginRatesTest {

    private static final String OFFICE = "192.0.2.7";

    private long seconds;
    private final LoginRates rates = new LoginRates(() -> TimeUnit.SECONDS.toNanos(seconds));

    private int taken(int tries, String address, String name) {
        int taken = 0;
        for (int n = 0; n < tries; n++) {
            taken += rates.take(address, name) ? 1 : 0;
        }
        return taken;
    }

    @Test
    void aNameFromOneAddressIsTriedFiveTimesAtOnceAndThenEachTenSeconds() {
        assertThat(taken(9, OFFICE, "olga")).isEqualTo(5);
        seconds += 10;
        assertThat(taken(9, OFFICE, "olga")).isEqualTo(1);
    }

    @Test
    void oneAddressTriesTwentyNamesAtOnceAndThenOneInTwoSeconds() {
        for (int n = 0; n < 20; n++) {
            assertThat(rates.take(OFFICE, "name" + n)).isTrue();
        }
        assertThat(rates.take(OFFICE, "name20")).isFalse();
        seconds += 2;
        assertThat(rates.take(OFFICE, "name21")).isTrue();
    }

    @Test
    void triesThatTheNameIsRefusedTakeNothingOfTheAddress() {
        taken(100, OFFICE, "olga");
        assertThat(rates.take(OFFICE, "uma")).isTrue();
    }

    @Test
    void theAddressesOfOneIpv6NetworkAreOne() {
        assertThat(taken(5, "2001:db8::1", "olga")).isEqualTo(5);
        assertThat(rates.take("2001:db8::2", "olga")).isFalse();
        assertThat(rates.take("2001:db8:0:1::2", "olga")).isTrue();
    }

    @Test
    void aNameIsTriedAHundredTimesFromAllAddressesTogether() {
        int taken = 0;
        for (int n = 0; n < 50; n++) {
            taken += taken(5, "198.51.100." + n, "olga");
        }
        assertThat(taken).isEqualTo(100);
        seconds += 60;
        assertThat(rates.take("203.0.113.1", "olga")).isTrue();
        assertThat(rates.take("203.0.113.2", "olga")).isFalse();
    }

    @Test
    void whoGuessesKeepsNobodyOutWhoWasInFromThere() {
        rates.take(OFFICE, "olga");
        rates.succeeded(OFFICE, new PersonName("olga"));
        for (int n = 0; n < 100; n++) {
            taken(5, OFFICE, "name" + n);
            taken(5, "198.51.100." + n, "olga");
        }
        assertThat(rates.take(OFFICE, "uma")).as("new there").isFalse();
        assertThat(rates.take(OFFICE, "olga")).isTrue();
    }

    @Test
    void whatIsNoNameIsNotKeptHoweverLong() {
        for (int n = 0; n < 40; n++) {
            seconds += 2;
            assertThat(rates.take(OFFICE, "X".repeat(1_000) + n)).isTrue();
        }
        assertThat(rates.kept()).as("the address").isEqualTo(1);
    }
}
