package ems.ledger.token;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ems.ledger.key.Base64Url;
import ems.ledger.key.SigningKey;
import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.NetEnergy;
import ems.market.record.ExchangeStatement;
import ems.market.record.MatchId;
import ems.market.record.SignedBid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ExchangeTokenTest {

    private static final GridId HOME = new GridId("home");
    private static final ProsumerId L1 = new ProsumerId("L1");
    private static final VehicleId EV1 = new VehicleId("EV1");
    private static final MatchingPeriod NOON = MatchingPeriod.parse("2026-01-31T12:00:00Z");
    private static final PeriodKey BLOCK = new PeriodKey(HOME, NOON);
    private static final SigningKey KEY = SigningKey.of(new byte[32]);
    private static final String HASH = "0123456789abcdef".repeat(4);
    private static final String HEADER = "{\"alg\":\"EdDSA\",\"typ\":\"exchange+jws\",\"kid\":\"prosumer:L1\"}";
    private static final String PAYLOAD = "{\"grid\":\"home\",\"period\":\"2026-01-31T12:00:00Z\","
            + "\"with\":\"vehicle:EV1\",\"samples\":\"24,24,0,0,-5,0\",\"records\":\"\"}";

    private static ExchangeToken of(long... samples) {
        return new ExchangeToken(L1, HOME, NOON, EV1, nets(samples), Optional.empty());
    }

    private static List<NetEnergy> nets(long... samples) {
        return LongStream.of(samples).mapToObj(NetEnergy::ofMillijoules).toList();
    }

    private static String token(String header, String payload) {
        return CompactJws.sign(
                Base64Url.text(header.getBytes(StandardCharsets.UTF_8)), payload.getBytes(StandardCharsets.UTF_8), KEY);
    }

    @Test
    void isWrittenAsDocumented() {
        assertThat(of(24, 24, 0, 0, -5, 0).sign(KEY)).isEqualTo(token(HEADER, PAYLOAD));
    }

    @Property(tries = 200)
    void readsBackWhatWasSigned(
            @ForAll @Size(6) List<@LongRange(min = -SignedBid.MOST_NUMBER, max = SignedBid.MOST_NUMBER) Long> samples,
            @ForAll boolean named) {
        var token = new ExchangeToken(
                EV1,
                HOME,
                NOON,
                L1,
                samples.stream().map(NetEnergy::ofMillijoules).toList(),
                named ? Optional.of(HASH) : Optional.empty());
        assertThat(ExchangeToken.claimed(token.sign(KEY)).verified(KEY.publicKey()))
                .isEqualTo(token);
        assertThat(token.match()).isEqualTo(MatchId.of(NOON, L1, EV1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "{\"alg\":\"EdDSA\",\"typ\":\"bid+jws\",\"kid\":\"prosumer:L1\"} # typ is not exchange+jws",
                "{\"alg\":\"none\",\"typ\":\"exchange+jws\",\"kid\":\"prosumer:L1\"} # alg is not EdDSA"
            })
    void anotherHeaderIsRefused(String header, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExchangeToken.claimed(token(header, PAYLOAD)))
                .withMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "vehicle:EV1 # prosumer:L2 # a home does with an EV",
                "24,24,0,0,-5,0 # 24,24,0,0,-5 # does not have 6",
                "24,24,0,0,-5,0 # 24,24,0,0,-5,0,0 # does not have 6",
                "24,24,0,0,-5,0 # 24,+24,0,0,-5,0 # six whole numbers of mJ",
                "24,24,0,0,-5,0 # 24,024,0,0,-5,0 # six whole numbers of mJ",
                "24,24,0,0,-5,0 # 24,-0,0,0,-5,0 # six whole numbers of mJ",
                "24,24,0,0,-5,0 # 24,9007199254740992,0,0,-5,0 # six whole numbers of mJ",
                "24,24,0,0,-5,0 # 24,-9007199254740992,0,0,-5,0 # six whole numbers of mJ",
                "\"records\":\"\" # \"records\":\"abc\" # not 64 hexadecimal digits",
                "\"records\":\"\" # \"price\":\"\" # none of",
                "12:00:00Z # 12:00:30Z # 12:00:30Z"
            })
    void anotherPayloadIsRefused(String part, String instead, String why) {
        var text = token(HEADER, PAYLOAD.replace(part, instead));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ExchangeToken.claimed(text).verified(KEY.publicKey()).statement(text))
                .withMessageContaining(why);
    }

    @Test
    void isOnlyThatOfTheKeysOwner() {
        byte[] seed = new byte[32];
        seed[0] = 1;
        var claimed = ExchangeToken.claimed(of(1, 0, 0, 0, 0, 0).sign(SigningKey.of(seed)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> claimed.verified(KEY.publicKey()))
                .withMessage("the signature is not that of prosumer:L1's key over this exchange");
    }

    @Test
    void aRecordedStatementSaysWhatItsTokenSays() {
        String token = of(1, 0, 0, 0, 0, 0).sign(KEY);
        var said = of(1, 0, 0, 0, 0, 0).statement(token);
        assertThatCode(() -> ExchangeToken.check(said, BLOCK, KEY.publicKey())).doesNotThrowAnyException();
        assertThatCode(() -> ExchangeToken.checkWithoutKey(said, BLOCK)).doesNotThrowAnyException();
        var other = new ExchangeStatement(said.match(), L1, nets(2, 0, 0, 0, 0, 0), Optional.empty(), token);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExchangeToken.checkWithoutKey(other, BLOCK))
                .withMessageStartingWith("the token says other than the entry");
        var ofAnotherMatch = new ExchangeStatement(
                MatchId.of(NOON, L1, new VehicleId("EV2")), L1, said.samples(), Optional.empty(), token);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExchangeToken.check(ofAnotherMatch, BLOCK, KEY.publicKey()))
                .withMessageStartingWith("the token says other than the entry");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExchangeToken.check(said, new PeriodKey(HOME, NOON.next()), KEY.publicKey()))
                .withMessage("the token is for home/2026-01-31T12:00:00Z");
    }
}
