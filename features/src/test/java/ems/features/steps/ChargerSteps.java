package ems.features.steps;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Function;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;

import ems.features.Scene;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Power;

import static org.assertj.core.api.Assertions.assertThat;

/** What cars' chargers tell: registers, and what their meters signed. */
public final class ChargerSteps {

    private static final int BYTES_OF_A_NUMBER = 32;
    private static final BigDecimal BEFORE = BigDecimal.valueOf(1_234);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss,SSSxx");

    private final Scene scene;
    private final Map<VehicleId, KeyPair> meters = new HashMap<>();

    public ChargerSteps(Scene scene) {
        this.scene = scene;
    }

    @Given("the meter of {vehicle}'s charger signs")
    public void signs(VehicleId vehicle) {
        meters.put(vehicle, newMeter());
        var point = ((ECPublicKey) meters.get(vehicle).getPublic()).getW();
        byte[] key = new byte[2 * BYTES_OF_A_NUMBER];
        System.arraycopy(bytes(point.getAffineX()), 0, key, 0, BYTES_OF_A_NUMBER);
        System.arraycopy(bytes(point.getAffineY()), 0, key, BYTES_OF_A_NUMBER, BYTES_OF_A_NUMBER);
        scene.plan()
                .meterKey(
                        vehicle,
                        "ECDSA-secp256r1-SHA256 "
                                + Base64.getUrlEncoder().withoutPadding().encodeToString(key));
    }

    @Given("somebody changes the meter of {vehicle}'s charger for another")
    public void anotherMeter(VehicleId vehicle) {
        meters.put(vehicle, newMeter());
    }

    @When("{vehicle}'s charger counts {energy} into it in the period")
    public void counts(VehicleId vehicle, Energy energy) {
        showing(
                vehicle,
                since -> energy.toKilowattHours()
                        .multiply(BigDecimal.valueOf(since.toSeconds()))
                        .divide(BigDecimal.valueOf(MatchingPeriod.LENGTH.toSeconds()), 9, RoundingMode.DOWN));
    }

    @When("{vehicle}'s charger charges with {power} from {time} to {time}")
    public void charges(VehicleId vehicle, Power power, Instant from, Instant to) {
        scene.startPeriod();
        var start = scene.current().start();
        showing(vehicle, since -> {
            var now = start.plus(since);
            var charged = Duration.between(from, now.isBefore(to) ? now : to);
            return charged.isNegative()
                    ? BigDecimal.ZERO
                    : Energy.of(power, charged).toKilowattHours();
        });
    }

    /** @param counted into the car by then, kWh: as each sample begins and ends, its register shows that and what it began with */
    private void showing(VehicleId vehicle, Function<Duration, BigDecimal> counted) {
        scene.startPeriod();
        for (int sample = 0; sample <= MatchingPeriod.SAMPLES; sample++) {
            var since = MatchingPeriod.SAMPLE.multipliedBy(sample);
            scene.market().charger(vehicle, scene.current().start().plus(since), BEFORE.add(counted.apply(since)));
        }
    }

    @When("{vehicle}'s charger counts {energy} into it in the period, and signs for {energy}")
    public void countsAndSigns(VehicleId vehicle, Energy counted, Energy signed) {
        counts(vehicle, counted);
        var period = scene.current();
        var meter = meters.get(vehicle);
        scene.market().signedByCharger(vehicle, period.start(), record(meter, period.start(), "B", BEFORE));
        scene.market()
                .signedByCharger(
                        vehicle, period.end(), record(meter, period.end(), "C", BEFORE.add(signed.toKilowattHours())));
    }

    @Then("the operator finds the refused message: {string}")
    public void refused(String why) {
        assertThat(scene.market().deadLetters().path("latest").findValuesAsText("reason"))
                .isNotEmpty()
                .allSatisfy(reason -> assertThat(reason).contains(why));
    }

    private static String record(KeyPair meter, Instant at, String reason, BigDecimal kilowattHours) {
        var payload = "{\"FV\":\"1.0\",\"GS\":\"17619300\",\"PG\":\"T" + at.getEpochSecond() + "\",\"RD\":[{\"TM\":\""
                + TIME.format(at.atOffset(ZoneOffset.UTC)) + " S\",\"TX\":\"" + reason + "\",\"RV\":" + kilowattHours
                + ",\"RI\":\"1-b:1.8.0\",\"RU\":\"kWh\",\"ST\":\"G\"}]}";
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(meter.getPrivate());
            signature.update(payload.getBytes(StandardCharsets.UTF_8));
            return "OCMF|" + payload + "|{\"SD\":\"" + HexFormat.of().formatHex(signature.sign()) + "\"}";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair newMeter() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(BigInteger number) {
        byte[] written = number.toByteArray();
        byte[] bytes = new byte[BYTES_OF_A_NUMBER];
        int length = Math.min(written.length, BYTES_OF_A_NUMBER);
        System.arraycopy(
                Arrays.copyOfRange(written, written.length - length, written.length),
                0,
                bytes,
                BYTES_OF_A_NUMBER - length,
                length);
        return bytes;
    }
}
