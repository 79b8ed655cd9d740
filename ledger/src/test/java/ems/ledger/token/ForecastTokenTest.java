package ems.ledger.token;

import java.nio.charset.StandardCharsets;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ems.ledger.key.Base64Url;
import ems.ledger.key.SigningKey;
import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.NetEnergy;
import ems.market.record.SignedBid;
import ems.market.record.SignedForecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ForecastTokenTest {

    private static final GridId HOME = new GridId("home");
    private static final ProsumerId L1 = new ProsumerId("L1");
    private static final MatchingPeriod NOON = MatchingPeriod.parse("2026-01-31T12:00:00Z");
    private static final PeriodKey BLOCK = new PeriodKey(HOME, NOON);
    private static final SigningKey KEY = SigningKey.of(new byte[32]);
    private static final String HEADER = "{\"alg\":\"EdDSA\",\"typ\":\"forecast+jws\",\"kid\":\"prosumer:L1\"}";
    private static final String PAYLOAD =
            "{\"grid\":\"home\",\"period\":\"2026-01-31T12:00:00Z\",\"direction\":\"DEMAND\",\"energy\":3600000}";

    private static ForecastToken of(long millijoules) {
        return new ForecastToken(L1, HOME, NOON, NetEnergy.ofMillijoules(millijoules));
    }

    private static String token(String header, String payload) {
        return CompactJws.sign(base64(header), payload.getBytes(StandardCharsets.UTF_8), KEY);
    }

    private static String base64(String text) {
        return Base64Url.text(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void isWrittenAsDocumented() {
        assertThat(of(-3_600_000).sign(KEY)).isEqualTo(token(HEADER, PAYLOAD));
    }

    @Property(tries = 200)
    void readsBackWhatWasSigned(
            @ForAll @LongRange(min = -SignedBid.MOST_NUMBER, max = SignedBid.MOST_NUMBER) long millijoules) {
        assertThat(ForecastToken.claimed(of(millijoules).sign(KEY)).verified(KEY.publicKey()))
                .isEqualTo(of(millijoules));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "{\"alg\":\"EdDSA\",\"typ\":\"bid+jws\",\"kid\":\"prosumer:L1\"} # typ is not forecast+jws",
                "{\"alg\":\"none\",\"typ\":\"forecast+jws\",\"kid\":\"prosumer:L1\"} # alg is not EdDSA",
                "{\"alg\":\"EdDSA\",\"typ\":\"forecast+jws\",\"kid\":\"vehicle:EV1\"} # only homes are forecast"
            })
    void anotherHeaderIsRefused(String header, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ForecastToken.claimed(token(header, PAYLOAD)))
                .withMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "\"DEMAND\" # \"demand\" # neither SURPLUS nor DEMAND",
                "\"DEMAND\",\"energy\":3600000 # \"DEMAND\",\"energy\":0 # direction of no energy is SURPLUS",
                "3600000 # -3600000 # energy of -3600000 is outside [0, 9007199254740991]",
                "3600000 # 9007199254740992 # energy of 9007199254740992 is outside",
                "\"energy\":3600000 # \"energy\":3600000,\"price\":1 # none of",
                "12:00:00Z # 12:00:00.0Z # would be written 2026-01-31T12:00:00Z",
                "12:00:00Z # 12:00:30Z # 12:00:30Z"
            })
    void anotherPayloadIsRefused(String part, String instead, String why) {
        var claimed = ForecastToken.claimed(token(HEADER, PAYLOAD.replace(part, instead)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> claimed.verified(KEY.publicKey()))
                .withMessageContaining(why);
    }

    @Test
    void isOnlyThatOfTheKeysOwner() {
        var claimed = ForecastToken.claimed(of(1).sign(SigningKey.of(new byte[] {
            1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1
        })));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> claimed.verified(KEY.publicKey()))
                .withMessage("the signature is not that of prosumer:L1's key over this forecast");
    }

    @Test
    void aRecordedForecastSaysWhatItsTokenSays() {
        String token = of(5).sign(KEY);
        assertThatCode(() -> ForecastToken.check(of(5).signedForecast(token), BLOCK, KEY.publicKey()))
                .doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ForecastToken.check(
                        new SignedForecast(L1, NetEnergy.ofMillijoules(6), token), BLOCK, KEY.publicKey()))
                .withMessageStartingWith("the token says other than the entry");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ForecastToken.check(
                        of(5).signedForecast(token), new PeriodKey(HOME, NOON.next()), KEY.publicKey()))
                .withMessage("the token is for home/2026-01-31T12:00:00Z");
    }

    @Test
    void aBidIsNoForecastAndNoQuestionAndTheOtherWayRound() {
        var bid = new BidToken(new VehicleId("EV1"), HOME, NOON, 1, Energy.ZERO, Energy.ZERO).sign(KEY);
        var question = new QuestionToken(L1, HOME, NOON).sign(KEY);
        assertThatIllegalArgumentException().isThrownBy(() -> ForecastToken.claimed(bid));
        assertThatIllegalArgumentException().isThrownBy(() -> ForecastToken.claimed(question));
        assertThatIllegalArgumentException().isThrownBy(() -> BidToken.claimed(of(1).sign(KEY)));
        assertThatIllegalArgumentException().isThrownBy(() -> QuestionToken.claimed(of(1).sign(KEY)));
    }

    @Test
    void aQuestionIsReadBackAndOnlyThatOfTheKeysOwner() {
        var question = new QuestionToken(new VehicleId("EV1"), HOME, NOON);
        var claimed = QuestionToken.claimed(question.sign(KEY));
        assertThat(claimed.verified(KEY.publicKey())).isEqualTo(question);
        var other = SigningKey.of(new byte[] {
            2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2
        });
        assertThatIllegalArgumentException()
                .isThrownBy(() -> claimed.verified(other.publicKey()))
                .withMessage("the signature is not that of vehicle:EV1's key over this question");
    }
}
