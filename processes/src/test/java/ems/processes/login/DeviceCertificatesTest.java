package ems.processes.login;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ems.market.party.GridId;
import ems.market.party.ProsumerId;
import ems.people.person.OwnParty;
import ems.people.role.Right;

import static org.assertj.core.api.Assertions.assertThat;

class DeviceCertificatesTest {

    @Test
    void theCommonNameIsTheParty() {
        var party = DeviceCertificates.party("CN=prosumer:L1,O=Members of the market");
        assertThat(party).contains(OwnParty.parse("prosumer:L1"));
        var asker = Asker.ofCertificate(party.orElseThrow());
        assertThat(asker.may(Right.SEND_MESSAGES, new GridId("demo"), new ProsumerId("L1")))
                .isTrue();
        assertThat(asker.may(Right.SEND_MESSAGES, new GridId("demo"), new ProsumerId("L2")))
                .isFalse();
        assertThat(asker.may(Right.SEE_MONEY, new GridId("demo"), new ProsumerId("L1")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CN=L1",
                "O=prosumer:L1",
                "CN=admin",
                "CN=prosumer:",
                "CN=prosumer:L1,CN=prosumer:L2",
                "CN=prosumer:L1\\,vehicle:EV1",
                "",
                "no name"
            })
    void anotherNameIsNobody(String subject) {
        assertThat(DeviceCertificates.party(subject)).isEmpty();
    }
}
