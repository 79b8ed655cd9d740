package ems.forecasting.federation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ems.forecasting.network.Shape;

import static ems.forecasting.federation.Updates.SMALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ModelFileTest {

    private static final Shape PAPER = new Shape(3, 4, 32, 2);
    private static final Update UPDATE = Updates.random("L1", 3, 1);
    private static final GlobalParameters GLOBAL = new GlobalParameters(
            SMALL, 12, Updates.NOON, Updates.random("L1", 3, 2).change());

    @Test
    void whatIsWrittenIsReadAgain() {
        var update = reread(UPDATE.file(SMALL)).update(SMALL);
        assertThat(update).usingRecursiveComparison().isEqualTo(UPDATE);
        var global = reread(GLOBAL.file()).global(SMALL);
        assertThat(global).usingRecursiveComparison().isEqualTo(GLOBAL);
    }

    @Test
    void theSameContentIsTheSameBytesAndAnotherIsNot() {
        assertThat(UPDATE.file(SMALL).bytes()).isEqualTo(UPDATE.file(SMALL).bytes());
        assertThat(UPDATE.file(SMALL).hash())
                .matches("[0-9a-f]{64}")
                .isNotEqualTo(Updates.random("L1", 3, 9).file(SMALL).hash())
                .isNotEqualTo(new Update(UPDATE.prosumer(), 4, UPDATE.samples(), UPDATE.change())
                        .file(SMALL)
                        .hash());
    }

    @Test
    void anUpdateOfBrokenNumbersIsKeptAsItCame() {
        var update = Updates.update("L1", 0, 1, Float.NaN);
        assertThat(reread(update.file(SMALL)).update(SMALL).change()).containsOnly(Float.NaN);
    }

    @Test
    void aFileThatIsCutAnywhereIsRefused() {
        byte[] bytes = GLOBAL.file().bytes();
        for (int length = 0; length < bytes.length; length++) {
            refuses(Arrays.copyOf(bytes, length));
        }
    }

    @Test
    void bytesThatTrailAreRefused() {
        byte[] bytes = GLOBAL.file().bytes();
        refuses(Arrays.copyOf(bytes, bytes.length + 1));
        refuses(Arrays.copyOf(bytes, bytes.length + 4));
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "-1", "65537", "9223372036854775807", "-9223372036854775808"})
    void aHeaderOfAnImpossibleLengthIsRefused(long length) {
        byte[] bytes = GLOBAL.file().bytes();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
        refuses(bytes);
        refuses(Arrays.copyOf(bytes, 8));
    }

    @Test
    void aFileOfTheOtherKindIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UPDATE.file(SMALL).global(SMALL))
                .withMessage("the file holds a 'update', no global model");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GLOBAL.file().update(SMALL))
                .withMessage("the file holds a 'global model', no update");
    }

    @Test
    void aModelOfAnotherShapeIsRefused() {
        for (Shape other : new Shape[] {PAPER, new Shape(1, 2, 1, 1), new Shape(1, 1, 1, 2), new Shape(1, 1, 2, 1)}) {
            assertThatIllegalArgumentException().isThrownBy(() -> GLOBAL.file().global(other));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"version\":\"12\" | \"version\":\"12\",\"version\":\"12\"",
                "\"version\":\"12\" | \"version\":\"-1\"",
                "\"version\":\"12\" | \"version\":\"012\"",
                "\"version\":\"12\" | \"version\":\"+12\"",
                "\"version\":\"12\" | \"version\":12",
                "\"version\":\"12\" | \"version\":\"2147483648\"",
                "\"version\":\"12\" | \"version\":\"12\",\"more\":\"1\"",
                "\"version\":\"12\", | ``",
                "2019-08-05T12:00:00Z | 2019-08-05T12:00:01Z",
                "2019-08-05T12:00:00Z | noon",
                "\"F32\" | \"F16\"",
                "\"shape\":[4] | \"shape\":[1,4]",
                "lstm.weight_ih_l0 | lstm.weight_ih_l9",
                "\"data_offsets\":[0,16] | \"data_offsets\":[16,32]",
                "{\"__meta | [{\"__meta",
                "{\"__meta | null{\"__meta"
            })
    void aHeaderThatSaysOtherwiseIsRefused(String said, String instead) {
        byte[] changed = withHeader(GLOBAL.file().bytes(), header -> {
            assertThat(header).contains(said);
            return header.replaceFirst(Pattern.quote(said), instead);
        });
        refuses(changed);
    }

    @Test
    void anUpdateOfNegativeNumbersIsRefused() {
        for (String field : new String[] {"base", "samples"}) {
            byte[] changed = withHeader(
                    UPDATE.file(SMALL).bytes(),
                    header -> header.replaceFirst("\"" + field + "\":\"", "\"" + field + "\":\"-"));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ModelFile.of(changed).update(SMALL))
                    .withMessageContaining(field);
        }
    }

    @Test
    void anUpdateOfNoProsumerIsRefused() {
        byte[] changed = withHeader(UPDATE.file(SMALL).bytes(), header -> header.replace("\"L1\"", "\"../L1\""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelFile.of(changed).update(SMALL));
    }

    @Test
    void aHeaderOfNothingButBracketsIsRefused() {
        refuses(withHeader(GLOBAL.file().bytes(), header -> "[".repeat(60_000)));
    }

    /** It is written from scratch, so the file cannot be changed through what was given out. */
    @Test
    void bytesAreCopies() {
        var file = GLOBAL.file();
        file.bytes()[20] ^= 1;
        assertThat(file.hash()).isEqualTo(GLOBAL.file().hash());
    }

    private static void refuses(byte[] bytes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelFile.of(bytes).global(SMALL));
    }

    private static ModelFile reread(ModelFile file) {
        return ModelFile.of(file.bytes());
    }

    /** With the header changed and its length told rightly. */
    private static byte[] withHeader(byte[] bytes, UnaryOperator<String> change) {
        int length = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        byte[] header = change.apply(new String(bytes, 8, length, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(bytes.length - length + header.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .put(bytes, 8 + length, bytes.length - 8 - length)
                .array();
    }
}
