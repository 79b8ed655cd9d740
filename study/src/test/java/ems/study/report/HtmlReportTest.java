package ems.study.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.study.report.Setting.Scale;

import static org.assertj.core.api.Assertions.assertThat;

class HtmlReportTest {

    private static final Pattern FIGURES =
            Pattern.compile("<script type=\"application/json\" id=\"figures\">(.*?)</script>", Pattern.DOTALL);

    @Test
    void theSameDataGivesTheSameBytes(@TempDir Path folder) throws IOException {
        Path first = folder.resolve("first.html");
        Path second = folder.resolve("second.html");
        HtmlReport.write(first, SampleReport.whole());
        HtmlReport.write(second, SampleReport.whole());
        assertThat(first).hasSameBinaryContentAs(second);
        assertThat(Files.size(first)).isBetween(500_000L, 2_000_000L);
    }

    @Test
    void nothingIsLoadedFromAnywhere() {
        String html = own(HtmlReport.html(SampleReport.whole()));
        assertThat(html).doesNotContainPattern("(?i)\\b(src|href|action|srcset|poster)\\s*=\\s*[\"']?(https?:)?//");
        assertThat(html).doesNotContainPattern("(?i)<(link|iframe|img|base)\\b");
        assertThat(html).doesNotContain("http://", "https://", "@import", "url(");
        assertThat(html).contains("default-src 'none'");
    }

    @Test
    void everySlotOfTheTemplateIsFilled() {
        assertThat(own(HtmlReport.html(SampleReport.whole()))).doesNotContainPattern("\\{\\{[a-z]+}}");
    }

    @Test
    void aHostileNameStaysText() throws IOException {
        String hostile = "</script><b>bold</b><!-- \"{{script}}\" & '";
        ReportData sample = SampleReport.named(hostile, Scale.RIGHT);
        NetPower curve = new NetPower(hostile, Duration.ofMinutes(5), List.of(1_000_000L, -1_000_000L));
        String html = HtmlReport.html(withCurves(sample, List.of(curve)));
        assertThat(html).doesNotContain("<b>bold</b>", "</script><b>");
        assertThat(html)
                .contains("<h1>&lt;/script&gt;&lt;b&gt;bold&lt;/b&gt;&lt;!-- &quot;{{script}}&quot; &amp; &#39;</h1>");
        assertThat(figures(html).at("/power/panels/0/name").asText()).isEqualTo(hostile);
    }

    @Test
    void theFiguresAreJsonInKilowattsKilowattHoursAndPounds() throws IOException {
        JsonNode figures = figures(HtmlReport.html(SampleReport.whole()));
        assertThat(figures.at("/power/panels")).hasSize(5);
        assertThat(figures.at("/power/panels/1/kw/0").asDouble()).isBetween(-2.0, -0.5);
        assertThat(figures.at("/energy/scenarios").toString())
                .isEqualTo("[\"Isolated\",\"1 EV\",\"2 EV\",\"3 EV\",\"4 EV\",\"5 EV\"]");
        assertThat(figures.at("/energy/panels/4/optimal/5").decimalValue()).isEqualByComparingTo("12.1");
        assertThat(figures.at("/energy/panels/5/name").asText()).isEqualTo("All together");
        assertThat(figures.at("/money/panels/4/optimal/5").decimalValue()).isEqualByComparingTo("1.2584");
        assertThat(figures.at("/money/panels/5/name").asText()).isEqualTo("Average EV");
        assertThat(figures.at("/day/ceiling").decimalValue()).isEqualByComparingTo("63.6");
        assertThat(figures.at("/day/prices/0/storing").decimalValue()).isEqualByComparingTo("17.945");
    }

    @Test
    void manyProsumersBecomeOneBandOf10To90Percent() throws IOException {
        var curves = new ArrayList<NetPower>();
        IntStream.rangeClosed(1, 20)
                .forEach(i -> curves.add(new NetPower("P" + i, Duration.ofMinutes(10), List.of(i * 1_000_000L))));
        JsonNode power = figures(HtmlReport.html(withCurves(SampleReport.whole(), curves)))
                .at("/power/panels");
        assertThat(power).hasSize(1);
        assertThat(power.at("/0/low/0").asInt()).isEqualTo(2);
        assertThat(power.at("/0/kw/0").asInt()).isEqualTo(10);
        assertThat(power.at("/0/high/0").asInt()).isEqualTo(18);
    }

    @Test
    void whatGreedyLosesIsShownPerScenarioAndInTheCourseOfARun() throws IOException {
        String html = HtmlReport.html(SampleReport.whole());
        var lost = figures(html).path("lost").path("panels");
        assertThat(lost.findValuesAsText("unit")).containsExactly("kWh", "GBP");
        assertThat(lost.at("/0/greedy")).hasSize(6);
        assertThat(lost.at("/1/optimal")).hasSize(6);
        var regret = figures(html).path("regret");
        assertThat(regret.path("kwh")).hasSize(288);
        assertThat(regret.path("pence")).hasSize(288);
        assertThat(html).contains("a second EV like EV3 would add 0.012 kWh", "Lost by first come, first served");
    }

    @Test
    void aStudyWithoutResultsIsStillAPage() throws IOException {
        String html = HtmlReport.html(SampleReport.empty());
        assertThat(figures(html)).isEmpty();
        assertThat(html).contains("Nothing yet", "Where this comes from").doesNotContain("<figure");
    }

    static ReportData withCurves(ReportData data, List<NetPower> curves) {
        return new ReportData(
                data.setting(),
                curves,
                data.runs(),
                data.tables(),
                Optional.empty(),
                data.energy(),
                data.money(),
                data.lost(),
                data.trade(),
                data.ledger());
    }

    private static JsonNode figures(String html) throws IOException {
        var matcher = FIGURES.matcher(html);
        assertThat(matcher.find()).isTrue();
        return new ObjectMapper().readTree(matcher.group(1));
    }

    /** The page without the chart library, whose licence and SVG names hold addresses that are never loaded. */
    private static String own(String html) {
        int library = html.indexOf("<script>");
        return html.substring(0, library) + html.substring(html.indexOf("</script>", library));
    }
}
