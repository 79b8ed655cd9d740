package ems.ledger.token;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ems.ledger.door.BidSigner;
import ems.ledger.key.Base64Url;
import ems.ledger.key.SigningKey;
import ems.market.bid.BidRefusal.BadSignature;
import ems.market.bid.BidRefusal.Malformed;
import ems.market.bid.BidRefused;
import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.SignedBid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BidTokenTest {

    private static final GridId HOME = new GridId("home");
    private static final VehicleId EV1 = new VehicleId("EV1");
    private static final MatchingPeriod NOON = MatchingPeriod.parse("2026-01-31T12:00:00Z");
    private static final SigningKey KEY = SigningKey.of(new byte[32]);
    private static final BidToken BID = new BidToken(EV1, HOME, NOON, 17, new Energy(3_600_000), new Energy(7_200_000));
    private static final String HEADER = "{\"alg\":\"EdDSA\",\"typ\":\"bid+jws\",\"kid\":\"vehicle:EV1\"}";
    private static final String PAYLOAD = "{\"grid\":\"home\",\"period\":\"2026-01-31T12:00:00Z\",\"seq\":17,"
            + "\"most_in\":3600000,\"most_out\":7200000}";

    @Test
    void isWrittenAsDocumented() {
        assertThat(BID.sign(KEY)).isEqualTo(token(HEADER, PAYLOAD));
        assertThat(new BidSigner(HOME, Map.of(EV1, KEY)).sign(EV1, NOON, 17, BID.mostIn(), BID.mostOut()))
                .isEqualTo(BID.sign(KEY));
    }

    @Property(tries = 200)
    void readsBackWhatWasSigned(
            @ForAll @LongRange(min = 1, max = SignedBid.MOST_NUMBER) long sequence,
            @ForAll @LongRange(min = 0, max = SignedBid.MOST_NUMBER) long in,
            @ForAll @LongRange(min = 0, max = SignedBid.MOST_NUMBER) long out,
            @ForAll @LongRange(min = 0, max = 1_000_000_000) long minute) {
        var period = new MatchingPeriod(Instant.ofEpochSecond(minute * 60));
        var bid = new BidToken(new ProsumerId("L1"), HOME, period, sequence, new Energy(in), new Energy(out));
        assertThat(BidToken.claimed(bid.sign(KEY)).verified(KEY.publicKey())).isEqualTo(bid);
    }

    @Test
    void isOnlyThatOfTheKeysOwner() {
        var other = SigningKey.of(new byte[] {
            1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1
        });
        var claimed = BidToken.claimed(BID.sign(other));
        assertThat(claimed.party()).isEqualTo(EV1);
        assertThatExceptionOfType(BidRefused.class)
                .isThrownBy(() -> claimed.verified(KEY.publicKey()))
                .extracting(BidRefused::refusal)
                .isEqualTo(new BadSignature(EV1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "{\"alg\":\"none\",\"typ\":\"bid+jws\",\"kid\":\"vehicle:EV1\"} # alg is not EdDSA",
                "{\"alg\":\"ES256\",\"typ\":\"bid+jws\",\"kid\":\"vehicle:EV1\"} # alg is not EdDSA",
                "{\"alg\":\"HS256\",\"typ\":\"bid+jws\",\"kid\":\"vehicle:EV1\"} # alg is not EdDSA",
                "{\"alg\":\"EdDSA\",\"typ\":\"JWT\",\"kid\":\"vehicle:EV1\"} # typ is not bid+jws",
                "{\"alg\":\"EdDSA\",\"kid\":\"vehicle:EV1\"} # typ is missing",
                "{\"alg\":\"EdDSA\",\"typ\":\"bid+jws\"} # kid is missing",
                "{\"alg\":\"EdDSA\",\"typ\":\"bid+jws\",\"kid\":\"EV1\"} # is not an account",
                "{\"alg\":\"EdDSA\",\"typ\":\"bid+jws\",\"kid\":\"vehicle:..\"} # is not a",
                "{\"alg\":\"EdDSA\",\"typ\":\"bid+jws\",\"kid\":\"a\\nb\"} # printable ASCII",
                "{\"alg\":\"EdDSA\",\"typ\":\"bid+jws\",\"kid\":7} # kid is no text",
                "{\"alg\":\"EdDSA\",\"alg\":\"none\",\"typ\":\"bid+jws\",\"kid\":\"vehicle:EV1\"} # alg stands twice",
                "{\"alg\":\"EdDSA\",\"typ\":\"bid+jws\",\"kid\":\"vehicle:EV1\",\"crit\":[\"exp\"]} # none of",
                "{\"alg\":\"EdDSA\",\"typ\":\"bid+jws\",\"kid\":\"vehicle:EV1\",\"jwk\":{}} # none of",
                "[] # is no JSON object",
                "{} # alg is missing",
                "{\"alg\":[]} # header",
                "{\"alg\":null} # neither text nor a whole number",
                "{\"alg\":\"EdDSA\",\"typ\":\"bid+jws\",\"kid\":\"vehicle:EV1\"}{} # no more",
                "{\"alg\":\"EdDSA\" # no JSON object",
                "{\"alg\":\"EdDSA\"\u00e4} # printable ASCII"
            })
    void anotherHeaderIsRefused(String header, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BidToken.claimed(token(header, PAYLOAD)))
                .withMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "\"seq\":17 # \"seq\":0 # seq of 0 is outside [1, 9007199254740991]",
                "\"seq\":17 # \"seq\":-1 # seq of -1 is outside [0, 9007199254740991]",
                "\"seq\":17 # \"seq\":-0 # seq of -0 is outside",
                "\"seq\":17 # \"seq\":017 # no JSON object",
                "\"seq\":17 # \"seq\":17.0 # seq is neither text nor a whole number",
                "\"seq\":17 # \"seq\":1e1 # seq is neither text nor a whole number",
                "\"seq\":17 # \"seq\":\"17\" # seq is no whole number",
                "\"seq\":17 # \"seq\":9007199254740992 # seq of 9007199254740992 is outside",
                "\"seq\":17 # \"seq\":99999999999999999999999999 # is outside",
                "\"seq\":17 # \"seq\":NaN # no JSON object",
                "\"seq\":17 # \"seq\":17,\"seq\":18 # seq stands twice",
                "\"seq\":17 # \"seq\":17,\"price\":1 # none of",
                "\"seq\":17, # '' # seq is missing",
                "3600000 # -1 # most_in of -1 is outside",
                "7200000 # 9007199254740992 # most_out of 9007199254740992 is outside",
                "7200000 # true # most_out is neither text nor a whole number",
                "12:00:00Z # 12:00:30Z # whole minute",
                "12:00:00Z # 12:00Z # UTC instant",
                "12:00:00Z # 13:00:00+01:00 # period would be written 2026-01-31T12:00:00Z",
                "12:00:00Z # noon # UTC instant",
                "home # ../home # is not a grid id",
                "\"home\" # {\"a\":{}} # payload"
            })
    void anotherPayloadIsRefusedThoughItIsSigned(String part, String other, String why) {
        String payload = PAYLOAD.replace(part, other);
        assertThat(payload).isNotEqualTo(PAYLOAD);
        assertThatExceptionOfType(BidRefused.class)
                .isThrownBy(() -> BidToken.claimed(token(HEADER, payload)).verified(KEY.publicKey()))
                .withMessageContaining(why)
                .extracting(BidRefused::refusal)
                .isInstanceOf(Malformed.class);
    }

    @Test
    void aRecordedBidIsCheckedAgain() {
        var entry = BID.signedBid(BID.sign(KEY));
        var block = new PeriodKey(HOME, NOON);
        BidToken.check(entry, block, KEY.publicKey());
        refuses(entry, new PeriodKey(HOME, NOON.next()), "is for home/2026-01-31T12:00:00Z");
        refuses(entry, new PeriodKey(new GridId("away"), NOON), "is for home/2026-01-31T12:00:00Z");
        refuses(new SignedBid(EV1, 18, BID.mostIn(), BID.mostOut(), entry.token()), block, "other than the entry");
        refuses(new SignedBid(EV1, 17, BID.mostOut(), BID.mostOut(), entry.token()), block, "other than the entry");
        refuses(new SignedBid(new VehicleId("EV2"), 17, BID.mostIn(), BID.mostOut(), entry.token()), block, "that of");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BidToken.check(
                        entry,
                        block,
                        SigningKey.of(new byte[] {
                                    2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2,
                                    2, 2, 2, 2
                                })
                                .publicKey()))
                .withMessageContaining("the signature is not that of vehicle:EV1's key");
    }

    private static void refuses(SignedBid entry, PeriodKey block, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BidToken.check(entry, block, KEY.publicKey()))
                .withMessageContaining(why);
    }

    private static String token(String header, String payload) {
        return CompactJws.sign(
                Base64Url.text(header.getBytes(StandardCharsets.UTF_8)), payload.getBytes(StandardCharsets.UTF_8), KEY);
    }
}
