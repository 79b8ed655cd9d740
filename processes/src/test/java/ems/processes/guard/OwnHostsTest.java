package ems.processes.guard;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OwnHostsTest {

    private final OwnHosts hosts = new OwnHosts(List.of("Market.Example", "192.0.2.7", "2001:db8::7", "0.0.0.0"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1", "127.0.0.1:8080", "127.0.0.1:1", "127.0.0.1:65535", "localhost:8081", "LocalHost",
                "[::1]", "[::1]:8080", "market.example", "MARKET.example:443", "192.0.2.7:80", "[2001:db8::7]:8080",
                "0.0.0.0:8080"
            })
    void its_own_names_pass_at_any_port(String host) {
        assertThat(hosts.denialOf(Heads.asking(host))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "127.0.0.1.evil.example",
                "evil-127.0.0.1",
                "127.0.0.2",
                "localhost.",
                "localhost.evil.example:8080",
                "sub.market.example",
                "market.example.",
                "::1",
                "::1:8080",
                "[::2]:8080",
                "[::1",
                "[::1]8080",
                "127.0.0.1:80:80",
                "127.0.0.1:http",
                "evil.example@127.0.0.1",
                "127.0.0.1@evil.example",
                "127.0.0.1/evil.example",
                " 127.0.0.1"
            })
    void any_other_name_is_misdirected(String host) {
        assertThat(hosts.denialOf(Heads.asking(host))).hasValueSatisfying(denial -> {
            assertThat(denial.status()).isEqualTo(421);
            assertThat(denial.problem())
                    .contains("'" + host + "'")
                    .contains("localhost")
                    .contains("ems.hosts");
        });
    }

    @Test
    void a_request_must_name_a_host() {
        assertThat(hosts.denialOf(Heads.asking(""))).hasValueSatisfying(denial -> {
            assertThat(denial.status()).isEqualTo(421);
            assertThat(denial.problem()).contains("names no host");
        });
    }

    @Test
    void a_long_name_is_cut_in_the_sentence() {
        assertThat(hosts.denialOf(Heads.asking("x".repeat(5000))))
                .hasValueSatisfying(denial -> assertThat(denial.problem()).hasSizeLessThan(400));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://market.example", "market.example/", "", "a b", "[market]"})
    void a_setting_that_is_no_host_is_refused(String setting) {
        assertThatThrownBy(() -> new OwnHosts(List.of(setting)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ems.hosts: '" + setting + "'")
                .hasMessageContaining("without scheme and port");
    }

    @Test
    void a_setting_with_a_port_is_refused() {
        assertThatThrownBy(() -> new OwnHosts(List.of("market.example:8080")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_ipv6_address_is_one_however_it_is_written() {
        var own = new OwnHosts(List.of("2001:db8:0:0:0:0:0:1"));
        assertThat(own.denialOf(Heads.asking("[2001:db8::1]:8443"))).isEmpty();
        assertThat(own.denialOf(Heads.asking("[2001:DB8::0:1]"))).isEmpty();
        assertThat(own.denialOf(Heads.asking("[0:0:0:0:0:0:0:1]:8443")))
                .as("loopback")
                .isEmpty();
        assertThat(own.denialOf(Heads.asking("[2001:db8::2]"))).isPresent();
        assertThat(own.denialOf(Heads.asking("[ab.cd]"))).isPresent();
    }

    @Test
    void a_star_stands_for_one_more_part_of_a_name() {
        var own = new OwnHosts(List.of("*.market.example"));
        assertThat(own.denialOf(Heads.asking("north.market.example:8443"))).isEmpty();
        for (String host : List.of("market.example", "a.b.market.example", ".market.example", "evilmarket.example")) {
            assertThat(own.denialOf(Heads.asking(host))).as(host).isPresent();
        }
    }
}
