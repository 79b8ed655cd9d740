package ems.market.record;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The examples of FIPS 180-2 and of sha256sum. */
class TextHashTest {

    private static final String OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void aTextIsNamedByItsSha256() {
        assertThat(TextHash.of("abc")).isEqualTo(OF_ABC);
        assertThat(TextHash.of("")).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void bytesBehindTheLengthDoNotCount() {
        assertThat(TextHash.of("abcd".getBytes(StandardCharsets.US_ASCII), 3)).isEqualTo(OF_ABC);
    }
}
