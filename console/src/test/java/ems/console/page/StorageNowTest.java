package ems.console.page;

import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class StorageNowTest {

    private static final OptionalLong UNKNOWN = OptionalLong.empty();
    private static final long MEGABYTE = 1_000_000;

    private static StorageNow storage(long bytes, long growth, long free) {
        return new StorageNow(bytes, OptionalLong.of(growth), OptionalLong.of(free));
    }

    @Test
    void itSaysHowMuchThereIsAndHowLongTheDiskLasts() {
        assertThat(storage(12_449_000, 3_100_000, 69 * MEGABYTE).inWords())
                .isEqualTo("The data folder holds 12.4 MB and grows by 3.1 MB a day."
                        + " Its disk has 69.0 MB left: enough for 22 days at this rate.");
    }

    @ParameterizedTest
    @CsvSource({
        "0, less than an hour",
        "41666, less than an hour",
        "41667, 1 hour",
        "83400, 2 hours",
        "2999999, 71 hours",
        "3000000, 3 days",
        "729999999, 729 days",
        "730000000, 1 year",
        "731000000, 2 years",
        "36800000000, 100 years",
        "36900000000, more than 100 years"
    })
    void theTimeIsToldInTheUnitThatFits(long free, String time) {
        assertThat(storage(1, MEGABYTE, free).inWords()).endsWith(": enough for " + time + " at this rate.");
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "-9000000"})
    void whatDoesNotGrowLastsForEver(long growth) {
        var storage = storage(999, growth, 2_000 * MEGABYTE);
        assertThat(storage.daysLeft()).isEmpty();
        assertThat(storage.inWords())
                .isEqualTo("The data folder holds 999 bytes and does not grow. Its disk has 2.0 GB left.");
    }

    @Test
    void whatIsNotKnownIsSaid() {
        assertThat(new StorageNow(1_000, UNKNOWN, OptionalLong.of(5)).inWords())
                .isEqualTo("The data folder holds 1.0 kB; how fast it grows is known an hour after the start."
                        + " Its disk has 5 bytes left.");
        var noDisk = new StorageNow(1_000, OptionalLong.of(7), UNKNOWN);
        assertThat(noDisk.daysLeft()).isEmpty();
        assertThat(noDisk.inWords())
                .isEqualTo("The data folder holds 1.0 kB and grows by 7 bytes a day."
                        + " How much room is left on its disk is not known.");
    }
}
