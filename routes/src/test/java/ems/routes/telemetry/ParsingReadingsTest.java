package ems.routes.telemetry;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import ems.market.quantity.Power;
import ems.market.telemetry.MeterReading;
import ems.routes.Grid;
import ems.routes.telemetry.ParsedMessage.Accepted;
import ems.routes.telemetry.ParsedMessage.Refused;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class ParsingReadingsTest {

    private static final String GOOD = """
            {"meter":"L1","at":"2026-03-01T12:00:00Z","interval_s":60,"production_kw":1.25,"consumption_w":400.5}""";

    @Test
    void aReadingIsReadExactlyInEitherUnit() {
        assertThat(only(GOOD))
                .isEqualTo(new Accepted<>(
                        GOOD,
                        new MeterReading(
                                Grid.L1, Grid.NOON, Duration.ofSeconds(60), new Power(1_250_000), new Power(400_500))));
    }

    @Test
    void anIntervalThatIsLeftOutIsTenSeconds() {
        var reading = (Accepted<MeterReading>) only(GOOD.replace("\"interval_s\":60,", ""));
        assertThat(reading.message().interval()).hasSeconds(10);
    }

    @Test
    void aListHoldsSeveral() {
        assertThat(in("[" + GOOD + " , " + GOOD + "]"))
                .hasSize(2)
                .allSatisfy(each -> assertThat(each)
                        .isInstanceOf(Accepted.class)
                        .extracting(ParsedMessage::text)
                        .isEqualTo(GOOD));
        assertThat(in("[]")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        "production_kw":1.25       | "production_kw":-0.101      | production of -101 W is negative, and more than the 100 W
        "production_kw":1.25       | "production_kw":1000000.1   | outside [0, 10^12] mW
        "production_kw":1.25       | "production_kw":NaN         | production_kw 'NaN' is not a number
        "production_kw":1.25       | "production_kw":-Infinity   | production_kw '-Infinity' is not a number
        "production_kw":1.25       | "production_kw":"1.25"      | production_kw text '1.25' is not a number
        "production_kw":1.25       | "production_kw":null        | production_kw 'null' is not a number
        "production_kw":1.25       | "production_kw":true        | production_kw 'true' is not a number
        "production_kw":1.25       | "production_kw":[1]         | production_kw 'a list or an object' is not a number
        "production_kw":1.25       | "production_kw":1e999999999 | is not a number of at most 30 digits
        "production_kw":1.25       | "production_kw":1e-99999999 | is not a number of at most 30 digits
        "production_kw":1.25       | "production_mw":0.00125     | field 'production_mw' is unknown
        "production_kw":1.25       | "production_kw":1,"production_w":1000 | production is given twice
        "production_kw":1.25       | "production_kw":1,"production_kw":2   | field 'production_kw' stands twice
        "production_kw":1.25,      | ``                          | production is missing
        "meter":"L1"               | "meter":"../etc/passwd"     | '../etc/passwd' is not a prosumer id
        "meter":"L1"               | "meter":7                   | meter '7' is not a text
        "meter":"L1",              | ``                          | field 'meter' is missing
        2026-03-01T12:00:00Z       | 2026-03-01T12:00:03Z        | is not at a whole multiple of 10 s
        2026-03-01T12:00:00Z       | 2026-03-01T12:00:00.5Z      | is not at a whole multiple of 10 s
        2026-03-01T12:00:00Z       | 2026-03-01 12:00            | is not an instant like
        2026-03-01T12:00:00Z       | 2026-02-30T12:00:00Z        | is not an instant like
        2026-03-01T12:00:00Z       | +999999999-12-31T23:59:59Z  | is not in [2000-01-01T00:00:00Z
        2026-03-01T12:00:00Z       | 1999-12-31T23:59:50Z        | is not in [2000-01-01T00:00:00Z
        "interval_s":60            | "interval_s":0              | interval_s 0 s is not a multiple of 10 s in [10, 60] s
        "interval_s":60            | "interval_s":15             | interval_s 15 s is not a multiple of 10 s in [10, 60] s
        "interval_s":60            | "interval_s":10.5           | interval_s 10.5 s is not
        "interval_s":60            | "interval_s":70             | interval_s 70 s is not a multiple of 10 s in [10, 60] s
        "interval_s":60            | "interval_s":86400          | interval_s 86400 s is not a multiple of 10 s in [10, 60] s
        "interval_s":60            | "interval_s":86410          | interval_s 86410 s is not
        """)
    void aBadFieldIsRefusedWithValueUnitAndBound(String good, String bad, String reason) {
        assertThat(only(GOOD.replace(good, bad)))
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.reason()).contains(reason));
    }

    @Test
    void aBadReadingInAListIsRefusedAlone() {
        var outcomes = in("[" + GOOD + "," + GOOD.replace("1.25", "NaN") + ",7,[1,[2]]," + GOOD + "]");
        assertThat(outcomes)
                .extracting(outcome -> (Object) outcome.getClass().getSimpleName())
                .containsExactly("Accepted", "Refused", "Refused", "Refused", "Accepted");
        assertThat(outcomes.get(1).text()).isEqualTo(GOOD.replace("1.25", "NaN"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "7",
                "\"text\"",
                "null",
                "{",
                "[{}",
                "{\"meter\":\"L1\"",
                "[{]",
                "{} {}",
                "[] x",
                "{'a':1}"
            })
    void whatIsNotJsonIsRefusedAsAWhole(String body) {
        assertThat(in(body)).singleElement().isInstanceOfSatisfying(Refused.class, no -> {
            assertThat(no.text()).isEqualTo(body);
            assertThat(no.reason()).isNotBlank().doesNotContain("\n");
        });
    }

    @Test
    void everyBeginningOfAMessageIsRefused() {
        for (int length = 0; length < GOOD.length(); length++) {
            assertThat(only(GOOD.substring(0, length))).isInstanceOf(Refused.class);
        }
    }

    @Test
    void aDeepOrLongMessageIsRefusedAndNotBuiltUp() {
        assertThat(only("[".repeat(60_000))).isInstanceOf(Refused.class);
        assertThat(only(GOOD.replace("1.25", "1".repeat(50_000)))).isInstanceOf(Refused.class);
        assertThat(only(GOOD.replace("L1", "L".repeat(50_000)))).isInstanceOf(Refused.class);
        assertThat(only("{\"" + "x".repeat(50_000) + "\":1}")).isInstanceOf(Refused.class);
    }

    @Test
    void aListHoldsAThousandMessagesAndNoMore() {
        assertThat(in("[" + "7,".repeat(999) + "7]")).hasSize(1_000);
        assertThat(in("[" + "7,".repeat(1_000) + "7]"))
                .singleElement()
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.reason()).contains("more than 1000"));
    }

    @Test
    void brokenUtf8IsRefused() {
        byte[] body = GOOD.getBytes(UTF_8);
        body[GOOD.indexOf("L1")] = (byte) 0xC3;
        assertThat(ReadingMessages.in(body)).singleElement().isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE"})
    void anotherEncodingIsRefused(String encoding) {
        assertThat(ReadingMessages.in(GOOD.getBytes(Charset.forName(encoding))))
                .singleElement()
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.reason()).isEqualTo("the message is not JSON in UTF-8"));
    }

    private static ParsedMessage<MeterReading> only(String body) {
        var outcomes = in(body);
        assertThat(outcomes).hasSize(1);
        return outcomes.get(0);
    }

    private static List<ParsedMessage<MeterReading>> in(String body) {
        return ReadingMessages.in(body.getBytes(UTF_8));
    }
}
