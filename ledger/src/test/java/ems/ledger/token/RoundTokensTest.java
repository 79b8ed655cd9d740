package ems.ledger.token;

import java.util.List;

import org.junit.jupiter.api.Test;

import ems.ledger.key.SigningKey;
import ems.market.party.GridId;
import ems.market.party.ProsumerId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What a home signs for a merge of masked updates. */
class RoundTokensTest {

    private static final SigningKey KEY = SigningKey.of(new byte[32]);
    private static final SigningKey OTHER = SigningKey.of("0123456789abcdef0123456789abcdef".getBytes());
    private static final ProsumerId HOME = new ProsumerId("L1");
    private static final GridId GRID = new GridId("home");
    private static final String HASH = "ab".repeat(32);

    private final AnnouncementToken announcement = new AnnouncementToken(HOME, GRID, 7, HASH, 1_888, "cd".repeat(32));
    private final SeedToken seed = new SeedToken(HOME, GRID, 7, HASH, "ef".repeat(32));

    @Test
    void areReadAsTheyWereSigned() {
        assertThat(AnnouncementToken.claimed(announcement.sign(KEY)).verified(KEY.publicKey()))
                .isEqualTo(announcement);
        assertThat(SeedToken.claimed(seed.sign(KEY)).verified(KEY.publicKey())).isEqualTo(seed);
    }

    @Test
    void areOfWhoeverHasTheKey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        AnnouncementToken.claimed(announcement.sign(OTHER)).verified(KEY.publicKey()))
                .withMessage("the signature is not that of prosumer:L1's key over this announcement");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeedToken.claimed(seed.sign(OTHER)).verified(KEY.publicKey()))
                .withMessage("the signature is not that of prosumer:L1's key over this seed");
    }

    @Test
    void areNeverTakenAsAnythingElse() {
        var update = new UpdateToken(HOME, GRID, HASH).sign(KEY);
        for (String token : List.of(update, seed.sign(KEY))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> AnnouncementToken.claimed(token))
                    .withMessage("header member typ is not announcement+jws");
        }
        for (String token : List.of(update, announcement.sign(KEY))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SeedToken.claimed(token))
                    .withMessage("header member typ is not seed+jws");
        }
    }

    @Test
    void aVersionHasABound() {
        var beyond = announcement.sign(KEY).split("\\.");
        String payload =
                "{\"grid\":\"home\",\"into\":2147483648,\"model\":\"" + HASH + "\",\"samples\":1,\"key\":\"\"}";
        var token = CompactJws.sign(beyond[0], payload.getBytes(), KEY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AnnouncementToken.claimed(token).verified(KEY.publicKey()))
                .withMessage("payload member into of 2147483648 is outside [0, 2147483647]");
    }
}
