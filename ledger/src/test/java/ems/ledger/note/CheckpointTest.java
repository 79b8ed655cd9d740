package ems.ledger.note;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ems.ledger.key.SigningKey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CheckpointTest {

    /** The root of a log of no leaves: SHA-256 of nothing. */
    private static final String ROOT = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static final String TEXT = "ems/grid/home\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n";

    @Test
    void isThreeLines() {
        assertThat(new Checkpoint("ems/grid/home", 0, ROOT).text()).isEqualTo(TEXT);
        assertThat(Checkpoint.parse(TEXT)).isEqualTo(new Checkpoint("ems/grid/home", 0, ROOT));
    }

    @Test
    void mayHaveFurtherLines() {
        var checkpoint = new Checkpoint("go.sum database tree", Long.MAX_VALUE, ROOT, List.of("state 1", "x"));
        assertThat(Checkpoint.parse(checkpoint.text())).isEqualTo(checkpoint);
    }

    @Test
    void isSignedByTwoOfThree() {
        var signers = List.of(signer("rsu-1", 1), signer("rsu-2", 2), signer("rsu-3", 3));
        var verifiers = signers.stream().map(NoteSigner::verifier).toList();
        String note = new Checkpoint("ems/grid/home", 0, ROOT)
                .sign(signers.get(0))
                .and(signers.get(2))
                .note();
        var read = SignedNote.parse(note);
        assertThat(read.signedBy(verifiers)).containsExactly("rsu-1", "rsu-3");
        assertThat(Checkpoint.parse(read.text()).root()).isEqualTo(ROOT);
    }

    private static NoteSigner signer(String name, int seed) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) seed;
        return new NoteSigner(name, SigningKey.of(bytes));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "a\n00\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "a\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "a\n+1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "a\n9223372036854775808\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n",
                "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU\n",
                "a\n1\nAAAA\n",
                "a\n1\n",
                "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
                "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n",
                "a\r\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
            })
    void anotherTextIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Checkpoint.parse(text));
    }
}
