package ems.market.record;

import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ems.market.quantity.Money;
import ems.market.text.SpelledText;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EntryTextTest {

    @Test
    void fieldsComeBackInOrder() {
        var line = new EntryWriter("kind")
                .text("")
                .text("£5 – naïve 😀")
                .number(Long.MIN_VALUE)
                .yesOrNo(true)
                .yesOrNo(false)
                .text("STORED")
                .toString();
        var reader = new EntryReader(line);
        assertThat(reader.text()).isEqualTo("kind");
        assertThat(reader.text()).isEmpty();
        assertThat(reader.text()).isEqualTo("£5 – naïve 😀");
        assertThat(reader.number()).isEqualTo(Long.MIN_VALUE);
        assertThat(reader.yesOrNo()).isTrue();
        assertThat(reader.yesOrNo()).isFalse();
        assertThat(reader.word(Flow.class)).isEqualTo(Flow.STORED);
        reader.end();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 127, 250, 251, 252, 255, 256, 257, 512, 5_000})
    void aLineIsWholeHoweverLongItsFieldsAre(int length) {
        String field = "x".repeat(length);
        String beyondAscii = "€".repeat(length);
        var writer = new EntryWriter("kind").text(field).text(beyondAscii).number(Long.MAX_VALUE);
        assertThat(writer).hasToString("kind|" + field + "|" + beyondAscii + "|" + Long.MAX_VALUE);
        writer.end();
        assertThat(writer.begin("next").text("~ }"))
                .hasToString("kind|" + field + "|" + beyondAscii + "|" + Long.MAX_VALUE + "\nnext|~ }");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "EV1", "a prosumer's rule: ~ }", "a,b", "\"a\"", "#1", "€ £5 – naïve 😀"})
    void aTextWhoseBytesAreKeptIsWrittenAsAnyOther(String text) {
        var kept = new SpelledText(text);
        assertThat(new EntryWriter("kind").text(kept).text(kept).text("end"))
                .hasToString("kind|" + text + "|" + text + "|end");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a|b", "a\nb", "\t", "\u0085", "\ud83d"})
    void aTextWhoseBytesAreKeptIsRefusedAsAnyOther(String text) {
        var kept = new SpelledText(text);
        assertThatIllegalArgumentException().isThrownBy(() -> new EntryWriter("kind").text(kept));
    }

    @Test
    void theFirstFieldMayBeEmpty() {
        var reader = new EntryReader("|b");
        assertThat(reader.text()).isEmpty();
        assertThat(reader.text()).isEqualTo("b");
        reader.end();
    }

    @Test
    void whatIsNotKnownIsAHyphen() {
        var line = new EntryWriter("kind")
                .moneyIfKnown(Optional.empty())
                .moneyIfKnown(Optional.of(new Money(-7)))
                .numberIfKnown(OptionalInt.empty())
                .numberIfKnown(OptionalInt.of(8))
                .text("end")
                .toString();
        assertThat(line).isEqualTo("kind|-|-7|-|8|end");
        var reader = new EntryReader(line);
        reader.text();
        assertThat(reader.moneyIfKnown()).isEmpty();
        assertThat(reader.moneyIfKnown()).contains(new Money(-7));
        assertThat(reader.smallNumberIfKnown()).isEmpty();
        assertThat(reader.smallNumberIfKnown()).hasValue(8);
        assertThat(reader.text()).isEqualTo("end");
    }

    @Test
    void aBrokenNumberWhereNoneMayBeKnownNamesItsField() {
        var reader = new EntryReader("kind|x|y");
        reader.text();
        assertThatIllegalArgumentException()
                .isThrownBy(reader::moneyIfKnown)
                .withMessageStartingWith("field 2 of entry");
        assertThatIllegalArgumentException()
                .isThrownBy(reader::smallNumberIfKnown)
                .withMessageStartingWith("field 3 of entry");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a|b", "a\nb", "a\rb", "\t", "\u0000", "\u007f", "\u0085", "\u2028", "\u2029"})
    void aFieldThatWouldBreakTheLineIsRefused(String field) {
        assertThatIllegalArgumentException().isThrownBy(() -> new EntryWriter("kind").text(field));
    }

    /** Half a character has no UTF-8 form: every such half would hash as the same question mark. */
    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "\ude00", "a\ud83db", "\ude00\ud83d"})
    void halfACharacterIsRefused(String field) {
        assertThatIllegalArgumentException().isThrownBy(() -> new EntryWriter("kind").text(field));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1.5", "1e3", " 1", "9223372036854775808", "-"})
    void aBrokenNumberNamesLineAndField(String number) {
        var reader = new EntryReader("kind|" + number);
        reader.text();
        assertThatIllegalArgumentException()
                .isThrownBy(reader::number)
                .withMessageStartingWith("field 2 of entry 'kind|" + number + "'");
    }

    @Test
    void aNumberMustBeSmallWhereOneIsExpected() {
        assertThat(new EntryReader("2147483647").smallNumber()).isEqualTo(Integer.MAX_VALUE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EntryReader("2147483648").smallNumber())
                .withMessageStartingWith("field 1 of entry");
    }

    @Test
    void anEnergyBelowNothingNamesLineAndField() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EntryReader("-1").energy())
                .withMessageStartingWith("field 1 of entry '-1'");
    }

    @Test
    void aMissingFieldNamesItsNumber() {
        var reader = new EntryReader("kind");
        reader.text();
        assertThatIllegalArgumentException().isThrownBy(reader::text).withMessage("field 2 of entry 'kind' is missing");
    }

    @Test
    void wordsAreExact() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EntryReader("stored").word(Flow.class))
                .withMessageContaining("'stored'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EntryReader("YES").yesOrNo())
                .withMessageContaining("'YES'");
    }

    @Test
    void moreAfterTheEndIsRefused() {
        var reader = new EntryReader("kind|");
        reader.text();
        assertThatIllegalArgumentException().isThrownBy(reader::end).withMessageContaining("followed by more");
    }
}
