package ems.processes.guard;

import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RatesAndSizesTest {

    @Test
    void anAddressThatAsksTooOftenIsToldWhenToComeAgain() {
        var locked = new AtomicBoolean(false);
        var rates = new RequestRates(new TokenBuckets(0.5, 2, () -> 0), locked::get);
        var head = Heads.head("GET", "/");
        for (int n = 0; n < 10; n++) {
            assertThat(rates.denialOf(head)).as("not locked").isEmpty();
        }
        locked.set(true);
        assertThat(rates.denialOf(head)).isEmpty();
        assertThat(rates.denialOf(head)).isEmpty();
        assertThat(rates.denialOf(head)).hasValueSatisfying(denial -> {
            assertThat(denial.status()).isEqualTo(429);
            assertThat(denial.headers()).containsEntry("Retry-After", "2");
            assertThat(denial.problem()).contains("192.0.2.7", "wait 2 s");
        });
    }

    @Test
    void aBodyThatNoAddressTakesIsRefusedBeforeItIsRead() {
        var sizes = new BodySizes(true);
        assertThat(sizes.denialOf(Heads.head("POST", "/api/login", "Content-Length: 4194304")))
                .isEmpty();
        for (String length : new String[] {"4194305", "99999999999999999999", "-1", "x"}) {
            assertThat(sizes.denialOf(Heads.head("POST", "/api/login", "Content-Length: " + length)))
                    .as(length)
                    .map(Denial::status)
                    .contains(413);
        }
        assertThat(sizes.denialOf(Heads.head("PUT", "/api/sandbox/grids/a", "Content-Length: 9000000")))
                .isEmpty();
        assertThat(sizes.denialOf(Heads.head("GET", "/"))).isEmpty();
    }

    @Test
    void whereNoSandboxIsOpenItsAddressesTakeNoMore() {
        assertThat(new BodySizes(false).denialOf(Heads.head("PUT", "/api/sandbox/grids/a", "Content-Length: 9000000")))
                .map(Denial::status)
                .contains(413);
    }
}
