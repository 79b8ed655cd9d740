package ems.ledger.ocmf;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ems.ledger.key.MeterSigningKey;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.Price;
import ems.market.record.AgreedPrice;
import ems.market.record.Match;
import ems.market.record.MatchId;
import ems.market.record.MeterAlgorithm;
import ems.market.record.RuleReference;
import ems.market.record.SignedRegisters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RegisterBoundsTest {

    private static final MeterSigningKey KEY = MeterSigningKey.of(MeterAlgorithm.SECP192R1, "c9afa9d845ba");
    private static final MeterSigningKey ANOTHER = MeterSigningKey.of(MeterAlgorithm.SECP192R1, "c9afa9d845bb");
    private static final VehicleId EV1 = new VehicleId("EV1");
    private static final AgreedPrice PRICE = new AgreedPrice(new Price(1), new RuleReference("pricing", 1, "r", "v"));
    private static final Match MATCH = new Match(
            new MatchId("2026-01-31T12:00:00Z~L1~EV1"), new ProsumerId("L1"), EV1, new Energy(1), PRICE, PRICE);
    private static final RegisteredMeters REGISTERED =
            new RegisteredMeters((vehicle, algorithm) -> vehicle.equals(EV1) && algorithm == MeterAlgorithm.SECP192R1
                    ? Optional.of(KEY.publicKey().text())
                    : Optional.empty());

    /** A record of one reading. */
    private static String record(String time, String register, String kilowattHours) {
        return SimulatedMeter.sign(payload(time, register, kilowattHours), KEY).text();
    }

    private static String payload(String time, String register, String kilowattHours) {
        return "{\"PG\":\"T1\",\"MS\":\"1\",\"RD\":[{\"TM\":\"2026-01-31T" + time + ",000+0000 S\",\"TX\":\"C\",\"RV\":"
                + kilowattHours + ",\"RI\":\"" + register + "\",\"RU\":\"kWh\",\"ST\":\"G\"}]}";
    }

    private static Optional<SignedRegisters> signed(String... records) {
        return REGISTERED.of(MATCH, List.of(records));
    }

    private static Optional<Energy> energy(String kilowattHours) {
        return Optional.of(Energy.ofKilowattHours(kilowattHours));
    }

    @Test
    void readingsAroundThePeriodBoundWhatMoved() {
        var found = signed(
                        record("11:59:00", "1-b:1.8.0", "10.00"),
                        record("12:00:00", "1-b:1.8.0", "10.01"),
                        record("12:00:30", "1-b:1.8.0", "10.02"),
                        record("12:01:00", "1-b:1.8.0", "10.04"),
                        record("12:02:00", "1-b:1.8.0", "10.09"),
                        record("12:00:00", "1-b:2.8.0", "3"),
                        record("12:01:30", "1-b:2.8.0", "3.5"))
                .orElseThrow();
        assertThat(found.stored()).isEqualTo(energy("0.03"));
        assertThat(found.released()).isEqualTo(energy("0.5"));
        assertThat(found.records()).as("those that are needed").hasSize(4);
        RegisterBounds.check(found);
    }

    @Test
    void aReadingInsideThePeriodBoundsNothing() {
        assertThat(signed(record("12:00:01", "1-b:1.8.0", "10"), record("12:01:00", "1-b:1.8.0", "11")))
                .isEmpty();
        assertThat(signed(record("12:00:00", "1-b:1.8.0", "10"), record("12:00:59", "1-b:1.8.0", "11")))
                .isEmpty();
        assertThat(signed()).isEmpty();
    }

    @Test
    void aRegisterThatBeganAnewBoundsNothing() {
        assertThat(signed(record("12:00:00", "1-b:1.8.0", "10"), record("12:01:00", "1-b:1.8.0", "1")))
                .isEmpty();
    }

    @Test
    void anotherMetersRecordIsNotBelieved() {
        var foreign = SimulatedMeter.sign(payload("12:01:00", "1-b:1.8.0", "11"), ANOTHER)
                .text();
        assertThat(REGISTERED.refusal(EV1, foreign).orElseThrow()).contains("is not signed with the key");
        assertThat(REGISTERED.refusal(new VehicleId("EV2"), foreign).orElseThrow())
                .contains("the registry has no key for ECDSA-secp192r1-SHA256 of the meter of EV2's charger");
        assertThat(REGISTERED.refusal(EV1, "OCMF|x").orElseThrow()).contains("is not OCMF|payload|signature");
        assertThat(signed(record("12:00:00", "1-b:1.8.0", "10"), foreign)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0.03, 0.02", "0.01, 0.04", ", 0.03"})
    void anEntryThatSaysOtherThanItsRecordsIsRefused(String stored, String released) {
        var honest = signed(record("12:00:00", "1-b:1.8.0", "10.01"), record("12:01:00", "1-b:1.8.0", "10.04"))
                .orElseThrow();
        var lying = new SignedRegisters(
                honest.match(),
                Optional.ofNullable(stored).map(Energy::ofKilowattHours),
                energy(released),
                honest.algorithm(),
                honest.key(),
                honest.records());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RegisterBounds.check(lying))
                .withMessageContaining("its records show that 108000000 mJ went into the EV and an unknown amount");
    }

    @Test
    void anEntryWithAnotherKeyIsRefused() {
        var honest = signed(record("12:00:00", "1-b:1.8.0", "10.01"), record("12:01:00", "1-b:1.8.0", "10.04"))
                .orElseThrow();
        var lying = new SignedRegisters(
                honest.match(),
                honest.stored(),
                honest.released(),
                honest.algorithm(),
                ANOTHER.publicKey().text(),
                honest.records());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RegisterBounds.check(lying))
                .withMessageContaining("its record 1, 'T1', is not signed with the key");
    }
}
