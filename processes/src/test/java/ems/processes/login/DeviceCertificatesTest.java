package ems.processes.login;

import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.ZoneOffset;

import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ems.market.party.GridId;
import ems.market.party.ProsumerId;
import ems.people.person.OwnParty;
import ems.people.role.Right;
import ems.people.token.EndedCertificates;

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

    @Test
    void aCertificateThatWasEndedIsNobodyUntilALaterOne(@TempDir Path folder) throws Exception {
        var certificate = certificate(folder);
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:ended;DB_CLOSE_DELAY=-1");
        Jdbi.create(database).useHandle(sql -> {
            sql.execute("runscript from 'classpath:db/migration/V12__people.sql'");
            sql.execute("runscript from 'classpath:db/migration/V15__bound_people.sql'");
        });
        var aMinuteLater = Clock.fixed(certificate.getNotBefore().toInstant().plusSeconds(60), ZoneOffset.UTC);
        var ended = new EndedCertificates(database, aMinuteLater);
        var devices = new DeviceCertificates(ended);
        assertThat(devices.device(certificate)).isPresent();
        ended.end(OwnParty.parse("prosumer:L1"));
        assertThat(devices.device(certificate)).isEmpty();
    }

    private static X509Certificate certificate(Path folder) throws Exception {
        var store = folder.resolve("device.p12");
        var tool = Path.of(System.getProperty("java.home"), "bin", "keytool") + " -genkeypair -alias device -keyalg EC"
                + " -groupname secp256r1 -dname CN=prosumer:L1 -storetype PKCS12 -storepass of-the-device -keystore "
                + store;
        var running =
                new ProcessBuilder(tool.split(" ")).redirectErrorStream(true).start();
        var said = new String(running.getInputStream().readAllBytes());
        assertThat(running.waitFor()).as(said).isZero();
        return (X509Certificate) KeyStore.getInstance(store.toFile(), "of-the-device".toCharArray())
                .getCertificate("device");
    }
}
