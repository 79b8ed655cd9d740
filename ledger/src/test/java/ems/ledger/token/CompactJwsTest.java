package ems.ledger.token;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ems.ledger.key.Base64Url;
import ems.ledger.key.Ed25519Key;
import ems.ledger.key.SigningKey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CompactJwsTest {

    private static final Ed25519Key ED25519 = Ed25519Key.parse("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
    private static final String EDDSA = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc."
            + "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
    private static final String ES256 = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6"
            + "Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSA"
            + "pmWQxfKTUJqPP3-Kg6NU1Q";

    @Test
    void signsTheExampleOfRfc8037() {
        var key = SigningKey.of(Base64Url.bytes("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A", "d"));
        assertThat(CompactJws.sign(
                        Base64Url.text(ascii("{\"alg\":\"EdDSA\"}")), ascii("Example of Ed25519 signing"), key))
                .isEqualTo(EDDSA);
        assertThat(CompactJws.parse(EDDSA, 200).isSignedBy(ED25519)).isTrue();
    }

    @Test
    void doesNotBelieveATokenOfAnotherAlgorithm() {
        assertThat(CompactJws.parse(ES256, 300).isSignedBy(ED25519)).isFalse();
    }

    @Test
    void whatIsLongerThanItMayBeIsRefusedBeforeItIsRead() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CompactJws.parse(EDDSA, EDDSA.length() - 1))
                .withMessageContaining("a token of 143 characters is longer than 142");
    }

    @ParameterizedTest
    @CsvSource({
        "'', is not header.payload.signature",
        "a.b, is not header.payload.signature",
        "..., is not header.payload.signature",
        "AA.AA.AA.AA, is not header.payload.signature",
        "AA==.AA.AA, its header is not base64url without padding",
        "AA.A.AA, its payload is not base64url without padding",
        "AA.AA.A+A, its signature is not base64url without padding",
        "AA.AA.AB, its signature does not end as base64url does",
        "AA.AAB.AA, its payload does not end as base64url does",
        "'AA.AA. AA', its signature is not base64url without padding",
        "'A\nA.AA.AA', its header is not base64url without padding",
        "AÄ.AA.AA, its header"
    })
    void anotherTextForTheSameBytesIsRefused(String text, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CompactJws.parse(text, 200))
                .withMessageContaining(why);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
