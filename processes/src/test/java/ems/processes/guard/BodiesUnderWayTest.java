package ems.processes.guard;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BodiesUnderWayTest {

    private static final long MEGABYTES = 1L << 20;

    private final BodiesUnderWay underWay = new BodiesUnderWay();

    private static long counted(String... headers) {
        return BodiesUnderWay.counted(Heads.head("POST", "/api/grids/demo/readings", headers));
    }

    @Test
    void shortBodiesOfStatedLengthAreNotCounted() {
        assertThat(counted()).isZero();
        assertThat(counted("Content-Length: 0")).isZero();
        assertThat(counted("Content-Length: 65536")).isZero();
        assertThat(counted("Content-Length: 65537")).isEqualTo(65_537);
        assertThat(counted("Transfer-Encoding: chunked")).isEqualTo(4 * MEGABYTES);
        assertThat(counted("Content-Length: many")).isEqualTo(4 * MEGABYTES);
    }

    @Test
    void oneSenderHas32MegabytesUnderWayAtMost() {
        for (int n = 0; n < 8; n++) {
            assertThat(underWay.begin("192.0.2.7", 4 * MEGABYTES)).isEmpty();
        }
        assertThat(underWay.begin("192.0.2.7", 1)).hasValueSatisfying(denial -> {
            assertThat(denial.status()).isEqualTo(503);
            assertThat(denial.problem()).contains("192.0.2.7", "33554432", "send it again");
        });
        assertThat(underWay.begin("192.0.2.8", 4 * MEGABYTES))
                .as("another sender")
                .isEmpty();
        underWay.end("192.0.2.7", 4 * MEGABYTES);
        assertThat(underWay.begin("192.0.2.7", 4 * MEGABYTES))
                .as("once one is over")
                .isEmpty();
    }

    @Test
    void allSendersTogetherHave256Megabytes() {
        for (int n = 0; n < 8; n++) {
            assertThat(underWay.begin("192.0.2." + n, 32 * MEGABYTES)).isEmpty();
        }
        assertThat(underWay.begin("192.0.2.99", 1))
                .hasValueSatisfying(denial -> assertThat(denial.problem()).contains("already", "268435456"));
        underWay.end("192.0.2.0", 32 * MEGABYTES);
        assertThat(underWay.begin("192.0.2.99", 1)).isEmpty();
    }
}
