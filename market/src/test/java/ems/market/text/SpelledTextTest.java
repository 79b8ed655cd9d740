package ems.market.text;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SpelledTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "EV1", "prosumer:L1", "2019-08-04T00:05:00Z~L1~EV3", "An EV that is away: ~ !$}"})
    void whatEveryFileTakesHasItsBytes(String text) {
        var spelled = new SpelledText(text);
        assertThat(spelled.plain())
                .isEqualTo(text.getBytes(StandardCharsets.UTF_8))
                .isSameAs(spelled.plain());
        assertThat(spelled).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a|b", "a,b", "\"a\"", "#1", "a\nb", "\u007f", "\u001f", "é", "€"})
    void whatAFileMayRefuseOrQuoteIsLeftToIt(String text) {
        var spelled = new SpelledText(text);
        assertThat(spelled.plain()).isNull();
        assertThat(spelled).hasToString(text);
    }
}
