package ems.market.quantity;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DigitsTest {

    private static final int END = Digits.MOST + 3;

    @Property
    void anyNumber(@ForAll long number) {
        assertDigits(number);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 9, 10, 99, 100, 101, 999, 1_000, Long.MAX_VALUE, Long.MIN_VALUE, -1, -10, -100})
    void whereTheNumberOfDigitsChanges(long number) {
        assertDigits(number);
    }

    private static void assertDigits(long number) {
        byte[] line = "x".repeat(END + 1).getBytes(StandardCharsets.US_ASCII);

        int first = Digits.write(number, line, END);

        String expected = BigInteger.valueOf(number).abs().toString();
        assertThat(new String(line, StandardCharsets.US_ASCII)).isEqualTo("x".repeat(first) + expected + "x");
        assertThat(END - first).isEqualTo(expected.length());
        assertThat(Digits.count(number)).isEqualTo(expected.length());
    }
}
