package ems.ledger.ocmf;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import ems.ledger.key.MeterKey;
import ems.ledger.key.MeterSigningKey;
import ems.market.quantity.Energy;
import ems.market.record.Flow;
import ems.market.record.MeterAlgorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class OcmfTest {

    /** Of a KEBA KCP30: a test record of the Transparenzsoftware of S.A.F.E. e.V. (test_ocmf_keba_kcp30.xml), with its key. */
    private static final String KEBA =
            "OCMF|{\"FV\":\"1.0\",\"GI\":\"KEBA_KCP30\",\"GS\":\"17619300\",\"GV\":\"2.8.5\",\"PG\":\"T32\","
                    + "\"IS\":false,\"IL\":\"NONE\",\"IF\":[\"RFID_NONE\",\"OCPP_NONE\",\"ISO15118_NONE\",\"PLMN_NONE\"],\"IT\":\"NONE\","
                    + "\"ID\":\"\",\"RD\":[{\"TM\":\"2019-08-13T10:03:15,000+0000 I\",\"TX\":\"B\",\"EF\":\"\",\"ST\":\"G\",\"RV\":0.2596,"
                    + "\"RI\":\"1-b:1.8.0\",\"RU\":\"kWh\"},{\"TM\":\"2019-08-13T10:03:36,000+0000 R\",\"TX\":\"E\",\"EF\":\"\",\"ST\":\"G\","
                    + "\"RV\":0.2597,\"RI\":\"1-b:1.8.0\",\"RU\":\"kWh\"}]}|{\"SD\":\"304502200E2F107C987A300AC1695CA89EA149A8CDFA1618"
                    + "8AF0A33EE64B67964AA943F9022100889A72B6D65364BEA8562E7F6A0253157ACFF84FE4929A93B5964D23C4265699\"}";

    /** The point of its SubjectPublicKeyInfo. */
    private static final MeterKey KEBAS = MeterKey.of(
            MeterAlgorithm.SECP256R1,
            HexFormat.of()
                    .parseHex("3AEEB45C392357820A58FDFB0857BD77ADA31585C61C430531DFA53B440AFBFD"
                            + "D95AC887C658EA55260F808F55CA948DF235C2108A0D6DC7D4AB1A5E1A7955BE"));

    private static final MeterSigningKey KEY = MeterSigningKey.of(
            MeterAlgorithm.SECP256R1, "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721");
    private static final SimulatedMeter METER = new SimulatedMeter("RSU-1", "GB*GRD*E1", KEY);
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final String PAYLOAD = "{\"PG\":\"T1\",\"MS\":\"1\",\"RD\":["
            + "{\"TM\":\"2026-01-31T12:00:00,000+0000 S\",\"TX\":\"B\",\"RV\":100.000,\"RI\":\"1-b:1.8.0\",\"RU\":\"kWh\",\"ST\":\"G\"},"
            + "{\"TM\":\"2026-01-31T13:01:00,000+0100 S\",\"TX\":\"E\",\"RV\":100.125}]}";

    @Test
    void aPublishedRecordIsBelievedUnderItsKey() {
        var record = Ocmf.parse(KEBA);
        assertThat(record.isSignedBy(KEBAS)).isTrue();
        assertThat(record.isSignedBy(KEY.publicKey())).isFalse();
        assertThat(record.pagination()).isEqualTo("T32");
        assertThat(record.meter()).isEqualTo("17619300");
        assertThat(record.id()).isEmpty();
        assertThat(begin(record).time()).isEqualTo("2019-08-13T10:03:15Z");
        assertThat(end(record).clock()).isEqualTo('R');
        assertThat(begin(record).flow()).contains(Flow.STORED);
        assertThat(energy(record)).as("0.0001 kWh").isEqualTo(new Energy(360_000));
        assertThat(record.text()).isEqualTo(KEBA);
    }

    private static OcmfReading begin(Ocmf record) {
        return record.readings().get(0);
    }

    private static OcmfReading end(Ocmf record) {
        return record.readings().get(record.readings().size() - 1);
    }

    private static Energy energy(Ocmf record) {
        return end(record).energy().minus(begin(record).energy());
    }

    @Test
    void aChangedReadingIsNotBelieved() {
        assertThat(Ocmf.parse(KEBA.replace("0.2597", "0.2598")).isSignedBy(KEBAS))
                .isFalse();
        assertThat(Ocmf.parse(KEBA.replace("0.2597", "0.25970")).isSignedBy(KEBAS))
                .isFalse();
    }

    @Test
    void theSignatureMayBeWrittenInBase64() {
        String hex = KEBA.substring(KEBA.indexOf("\"SD\":\"") + 6, KEBA.length() - 2);
        String base64 = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
        assertThat(Ocmf.parse(KEBA.replace("\"SD\":\"" + hex, "\"SE\":\"base64\",\"SD\":\"" + base64))
                        .isSignedBy(KEBAS))
                .isTrue();
    }

    @Test
    void aReadingLeavesOutWhatStayedTheSame() {
        var record = SimulatedMeter.sign(PAYLOAD, KEY);
        assertThat(energy(record)).isEqualTo(Energy.ofKilowattHours("0.125"));
        assertThat(end(record).register()).isEqualTo("1-b:1.8.0");
        assertThat(end(record).time()).isEqualTo(NOON.plusSeconds(60));
        assertThat(record.isSignedBy(KEY.publicKey())).isTrue();
        assertThat(record.payload()).isEqualTo(PAYLOAD);
    }

    @Property(tries = 200)
    void aSimulatedMeterSignsWhatItCounted(
            @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long begin,
            @ForAll @LongRange(min = 0, max = 1_000_000_000) long moved) {
        var from = new Energy(begin * 36);
        var until = new Energy((begin + moved) * 36);
        var record = METER.sign(
                7,
                "2026-01-31T12:00:00Z~L1~EV1",
                SimulatedMeter.OUT_OF_THE_VEHICLE,
                NOON,
                from,
                NOON.plusSeconds(60),
                until);
        assertThat(record.isSignedBy(KEY.publicKey())).isTrue();
        assertThat(begin(record).energy()).isEqualTo(from);
        assertThat(energy(record)).isEqualTo(until.minus(from));
        assertThat(record.id()).contains("2026-01-31T12:00:00Z~L1~EV1");
        assertThat(record.chargePoint()).contains("GB*GRD*E1");
        assertThat(Ocmf.parse(record.text()).isSignedBy(KEY.publicKey())).isTrue();
    }

    @Test
    void whatAMeterCannotShowItDoesNotSign() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> METER.sign(1, "x", "r", NOON, new Energy(35), NOON, new Energy(36)))
                .withMessageContaining("a reading of 35 mJ is no multiple of 36 mJ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> METER.sign(1, "a|b", "r", NOON, Energy.ZERO, NOON, Energy.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> METER.sign(1, "a\"", "r", NOON, Energy.ZERO, NOON, Energy.ZERO));
    }

    @ParameterizedTest
    @EnumSource
    void aRecordOfEachCurveIsBelievedUnderItsKey(MeterAlgorithm algorithm) {
        var key = MeterSigningKey.of(algorithm, "c9afa9d845ba75166b5c215767b1d6934e50c3db");
        var record = SimulatedMeter.sign(PAYLOAD, key);
        assertThat(record.algorithm()).isEqualTo(algorithm);
        assertThat(record.isSignedBy(key.publicKey())).isTrue();
        assertThat(Ocmf.parse(record.text().replace("100.125", "100.126")).isSignedBy(key.publicKey()))
                .isFalse();
        for (MeterAlgorithm other : MeterAlgorithm.values()) {
            var others = MeterSigningKey.of(other, "c9afa9d845ba75166b5c215767b1d6934e50c3db");
            assertThat(record.isSignedBy(others.publicKey())).isEqualTo(other == algorithm);
        }
    }

    /** As chargers in the field write them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "}, # }]} # 1 # a begin alone: Transaction.Begin",
                "\"TX\":\"E\" # \"TX\":\"X\" # 1 # nothing is to be used from an exception on",
                "\"TX\":\"E\", # '' # 2 # without a reason",
                "\"TX\":\"B\", # '' # 2 # without a reason at the begin",
                "\"TX\":\"B\" # \"TX\":\"C\" # 2 # from the middle",
                "13:01:00,000+0100 # 13:01:00,000+01:00 # 2 # the offset with a colon",
                "100.000 # \"100.000\" # 2 # a number as text",
                "100.125 # 100.125,\"RI\":\"1-b:2.8.0\" # 2 # both registers"
            })
    void recordsOfTheFieldAreRead(String part, String other, int readings, String why) {
        String payload = PAYLOAD.replace(part, other);
        payload = payload.indexOf("]}") < 0 ? payload : payload.substring(0, payload.indexOf("]}") + 2);
        var record = SimulatedMeter.sign(payload, KEY);
        assertThat(payload).as(why).isNotEqualTo(PAYLOAD);
        assertThat(record.readings()).as(why).hasSize(readings);
        assertThat(begin(record).energy()).isEqualTo(Energy.ofKilowattHours("100"));
        assertThat(record.isSignedBy(KEY.publicKey())).isTrue();
        assertThat(end(record).time()).isEqualTo(readings == 1 ? NOON : NOON.plusSeconds(60));
    }

    @ParameterizedTest
    @CsvSource({
        "1-b:1.8.0, STORED",
        "1-0:1.8.0*198, STORED",
        "01-00:B2.08.00.FF, STORED",
        "1-b:2.8.0, RELEASED",
        "01-00:C2.08.00.FF, RELEASED",
        "1-b:1.7.0,",
        "1-0:99.1.0,"
    })
    void aRegisterSaysWhereTheEnergyWent(String register, @Nullable Flow flow) {
        var reading = SimulatedMeter.sign(PAYLOAD.replace("1-b:1.8.0", register), KEY)
                .readings()
                .get(0);
        assertThat(reading.flow()).isEqualTo(Optional.ofNullable(flow));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "kWh # MWh # unit 'MWh' is neither kWh nor Wh",
                "\"ST\":\"G\" # \"ST\":\"T\" # meter state 'T' is not G",
                "\"ST\":\"G\" # \"ST\":\"G\",\"EF\":\"E\" # error flags 'E' are not empty",
                ",\"ST\":\"G\" # '' # ST of a reading is missing",
                "\"PG\":\"T1\", # '' # PG is missing",
                "\"MS\":\"1\", # '' # GS is missing",
                "\"PG\":\"T1\" # \"PG\":\"T1\",\"PG\":\"T2\" # no JSON object",
                "\"TX\":\"E\" # \"TX\":\"Y\" # none of BCSTELRAP",
                "100.125 # 99.999 # is below the one before",
                "13:01:00 # 12:59:59 # is below the one before",
                "100.125 # -1 # is no decimal number",
                "100.125 # 1e3 # is no decimal number",
                "100.125 # 100.0000000001 # is no whole number of mJ",
                "100.125 # 9999999999.5 # below 2^63",
                "100.125 # \"\" # is no decimal number",
                "2026-01-31T12 # 2026-02-30T12 # is not written like",
                "+0000 S # +0000 # does not end in a blank",
                "+0000 S # +0000 Z # clock's state 'Z' is none of UISR",
                ",\"RV\":100.125 # '' # RV of a reading is missing",
                "\"RD\":[ # \"RX\":[ # no reading that is to be used",
                "\"TX\":\"B\" # \"TX\":\"X\" # no reading that is to be used",
                "\"RD\":[ # \"RD\":[1, # as objects",
                "\"MS\":\"1\" # \"MS\":\"|\" # is not OCMF|payload|signature"
            })
    void anotherRecordIsRefusedWhoeverSignedIt(String part, String other, String why) {
        String payload = PAYLOAD.replace(part, other);
        assertThat(payload).isNotEqualTo(PAYLOAD);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SimulatedMeter.sign(payload, KEY))
                .withMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "{\"SD\":\" # {\"SA\":\"ECDSA-secp256r1-MD5\",\"SD\":\" # SA 'ECDSA-secp256r1-MD5' is none of",
                "{\"SD\":\" # {\"SM\":\"text/plain\",\"SD\":\" # SM 'text/plain' is not application/x-der",
                "{\"SD\":\" # {\"SE\":\"utf8\",\"SD\":\" # neither hex nor base64",
                "{\"SD\":\" # {\"SE\":\"base64\",\"SD\":\"! # not written as SE says",
                "{\"SD\":\" # {\"SD\":\"00 # no signature in DER",
                "{\"SD\":\" # {\"SD\":\"0 # not written as SE says",
                "{\"SD\":\" # {\"SX\":\" # SD is missing",
                "OCMF| # OCPP| # is not OCMF|payload|signature"
            })
    void anotherSignatureIsRefused(String part, String other, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ocmf.parse(KEBA.replace(part, other)))
                .withMessageContaining(why);
    }

    @Test
    void everyFlippedBitIsRefusedOrNotBelieved() {
        byte[] text = KEBA.getBytes(StandardCharsets.US_ASCII);
        int believed = 0;
        for (int bit = 0; bit < text.length * 8; bit++) {
            byte[] other = text.clone();
            other[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                believed += Ocmf.parse(new String(other, StandardCharsets.ISO_8859_1))
                                .isSignedBy(KEBAS)
                        ? 1
                        : 0;
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageNotContaining("null");
            }
        }
        assertThat(believed)
                .as("only the hex digits of the signature may be written in small letters")
                .isEqualTo((int) KEBA.substring(KEBA.indexOf("SD"))
                                .chars()
                                .filter(c -> c >= 'A' && c <= 'F')
                                .count()
                        - 1);
    }

    @Test
    void aLongerTextIsRefusedBeforeItIsRead() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ocmf.parse("OCMF|" + "x".repeat(32_768)))
                .withMessageContaining("OCMF of 32773 characters is longer than 32768");
    }
}
