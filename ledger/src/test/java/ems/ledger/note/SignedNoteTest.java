package ems.ledger.note;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ems.ledger.key.SigningKey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** With the keys, the note and the manglings of the Go module golang.org/x/mod/sumdb/note. */
class SignedNoteTest {

    private static final String PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private static final String ENOCH = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";
    private static final NoteVerifier PETERS = NoteVerifier.parse(PETER);
    private static final NoteVerifier ENOCHS = NoteVerifier.parse(ENOCH);
    private static final String SECRET = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    private static final NoteSigner SIGNER = new NoteSigner(
            "PeterNeumann", SigningKey.of(Arrays.copyOfRange(Base64.getDecoder().decode(SECRET), 1, 33)));
    private static final String TEXT =
            "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    private static final String BY_PETER =
            "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    private static final String BY_ENOCH =
            "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";

    @Test
    void isWrittenAsGoWritesIt() {
        assertThat(SignedNote.of(TEXT, SIGNER).note()).isEqualTo(TEXT + "\n" + BY_PETER);
        assertThat(SIGNER.verifier().text()).isEqualTo(PETER);
        assertThat(ENOCHS.text()).isEqualTo(ENOCH);
    }

    @Test
    void countsThoseWhoseKeysAreKnown() {
        var note = SignedNote.parse(TEXT + "\n" + BY_PETER + BY_ENOCH);
        assertThat(note.text()).isEqualTo(TEXT);
        assertThat(note.note()).isEqualTo(TEXT + "\n" + BY_PETER + BY_ENOCH);
        assertThat(note.signedBy(List.of(PETERS))).containsExactly("PeterNeumann");
        assertThat(note.signedBy(List.of(PETERS, ENOCHS))).containsExactly("PeterNeumann", "EnochRoot");
        assertThat(note.signedBy(List.of())).isEmpty();
    }

    @Test
    void countsANameOnceHoweverOftenItSigned() {
        assertThat(SignedNote.parse(TEXT + "\n" + BY_PETER.repeat(100)).signedBy(List.of(PETERS, ENOCHS)))
                .containsExactly("PeterNeumann");
        var second = new NoteSigner("PeterNeumann", SigningKey.of(new byte[32]));
        var note = SignedNote.of(TEXT, SIGNER).and(second).and(SIGNER);
        assertThat(note.signatures()).hasSize(2);
        assertThat(note.signedBy(List.of(PETERS, second.verifier()))).containsExactly("PeterNeumann");
    }

    @Test
    void aSignatureUnderAnotherTextIsRefusedNotPassedOver() {
        var note = SignedNote.parse(TEXT.replace("think", "thinK") + "\n" + BY_PETER);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> note.signedBy(List.of(PETERS)))
                .withMessageContaining("PeterNeumann+c74f20a3 is not that of its key");
        assertThat(note.signedBy(List.of(ENOCHS))).isEmpty();
    }

    @Test
    void oneKeyCannotBeTwoOfThem() {
        var note = SignedNote.of(TEXT, SIGNER);
        var sameKey = new NoteVerifier("Peter", SIGNER.key().publicKey());
        assertThatIllegalArgumentException().isThrownBy(() -> note.signedBy(List.of(PETERS, PETERS)));
        assertThatIllegalArgumentException().isThrownBy(() -> note.signedBy(List.of(PETERS, sameKey)));
    }

    @Test
    void malformedNotesAreRefused() {
        for (String note : List.of(
                TEXT,
                TEXT + "\n",
                TEXT + "\n" + BY_PETER.stripTrailing(),
                "\u0001" + TEXT + "\n" + BY_PETER,
                "\ud800" + TEXT + "\n" + BY_PETER,
                TEXT + "\n" + BY_PETER.replace("PeterNeumann", "Bad Name"),
                TEXT + "\n" + BY_PETER.replace("PeterNeumann", "Bad+Name"),
                TEXT + "\n" + BY_PETER + "Unexpected line.\n",
                TEXT + "\n" + BY_PETER.replace("— ", "- "),
                TEXT + "\n" + BY_PETER.replace("AM=", "AN="),
                TEXT + "\n— PeterNeumann x08gow==\n",
                TEXT + "\n" + BY_PETER.repeat(101),
                "\n" + BY_PETER,
                "")) {
            assertThatIllegalArgumentException().as(note).isThrownBy(() -> SignedNote.parse(note));
        }
    }

    @Test
    void noPartOfAVerifiersKeyIsOneAndNoneWithAnotherCharacter() {
        for (int from = 0; from <= PETER.length(); from++) {
            for (int to = from; to <= PETER.length(); to++) {
                if (to - from < PETER.length()) {
                    refuses(PETER.substring(from, to));
                }
            }
        }
        for (int i = 0; i < PETER.length(); i++) {
            char next = (char) (PETER.charAt(i) + 1);
            refuses(PETER.substring(0, i) + next + PETER.substring(i + 1));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
                "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
            })
    void aKeyOfAnotherLengthOrKindIsRefused(String key) {
        refuses(key);
    }

    private static void refuses(String key) {
        assertThatIllegalArgumentException().as(key).isThrownBy(() -> NoteVerifier.parse(key));
    }
}
