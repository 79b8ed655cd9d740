package ems.study.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;

import ems.market.party.ProsumerId;
import ems.market.quantity.Energy;
import ems.market.quantity.HorizonPrice;
import ems.study.output.Page;
import ems.study.plan.Profile;
import ems.study.result.Summary;
import ems.study.scenario.EnergyScale;

import static org.assertj.core.api.Assertions.assertThat;

class StudyReportTest {

    private static final Pattern FIGURES =
            Pattern.compile("<script type=\"application/json\" id=\"figures\">(.*?)</script>", Pattern.DOTALL);

    @Test
    void theSameDataGivesTheSameBytes() {
        String html = StudyReport.html(SampleStudy.whole());
        assertThat(StudyReport.html(SampleStudy.whole())).isEqualTo(html);
        assertThat(html.getBytes(StandardCharsets.UTF_8).length).isBetween(500_000, 2_000_000);
    }

    @Test
    void nothingIsLoadedFromAnywhere() {
        String html = own(StudyReport.html(SampleStudy.whole()));
        assertThat(html).doesNotContainPattern("(?i)\\b(src|href|action|srcset|poster)\\s*=\\s*[\"']?(https?:)?//");
        assertThat(html).doesNotContainPattern("(?i)<(link|iframe|img|base)\\b");
        assertThat(html).doesNotContain("http://", "https://", "@import", "url(");
        assertThat(html).contains("default-src 'none'");
    }

    @Test
    void everySlotOfTheTemplateIsFilled() {
        assertThat(own(StudyReport.html(SampleStudy.whole()))).doesNotContainPattern("\\{\\{[a-z]+}}");
    }

    @Test
    void aHostileNameStaysText() throws IOException {
        String hostile = "</script><b>bold</b><!-- \"{{script}}\" & '";
        String html = StudyReport.html(SampleStudy.named(hostile, EnergyScale.RIGHT));
        assertThat(html).doesNotContain("<b>bold</b>", "</script><b>");
        assertThat(html)
                .contains("<h1>&lt;/script&gt;&lt;b&gt;bold&lt;/b&gt;&lt;!-- &quot;{{script}}&quot; &amp; &#39;</h1>");
        var named = JsonNodeFactory.instance.objectNode().put("name", hostile);
        String page = Page.html("study", StudyReport.of(SampleStudy.empty()), named);
        assertThat(page).doesNotContain("<b>bold</b>", "</script><b>");
        assertThat(figures(page).at("/name").asText()).isEqualTo(hostile);
    }

    @Test
    void theFiguresAreJsonInKilowattsKilowattHoursAndPounds() throws IOException {
        JsonNode figures = figures(StudyReport.html(SampleStudy.whole()));
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
        var profiles = IntStream.rangeClosed(1, 20)
                .mapToObj(i -> new Profile(
                        new ProsumerId("P" + i),
                        Energy.ZERO,
                        Energy.ZERO,
                        SampleStudy.periods(List.of(i * 1_000_000L, i * 1_000_000L)),
                        0))
                .toList();
        JsonNode power = figures(StudyReport.html(SampleStudy.of(profiles))).at("/power/panels");
        assertThat(power).hasSize(1);
        assertThat(power.at("/0/low/0").asInt()).isEqualTo(2);
        assertThat(power.at("/0/kw/0").asInt()).isEqualTo(10);
        assertThat(power.at("/0/high/0").asInt()).isEqualTo(18);
    }

    @Test
    void whatGreedyLosesIsShownPerScenarioAndInTheCourseOfARun() throws IOException {
        String html = StudyReport.html(SampleStudy.whole());
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
    void underAHorizonPriceLossesAreAsCounted() throws IOException {
        var results = SampleStudy.under(new HorizonPrice(500));
        String html = StudyReport.html(results);
        assertThat(figures(html).at("/lost/panels/0/name").asText()).isEqualTo("Energy as counted");
        assertThat(figures(html).at("/regret/energy").asText()).isEqualTo("Energy as counted");
        assertThat(html)
                .contains(
                        "energy stored times 1.500 and energy released times 0.500: greedy pairs may well move more",
                        "kWh as counted. Where nothing is lost");
        assertThat(new RunTables(results).lost().toString()).contains("kWh as counted");
        assertThat(new Summary(results).regret().text()).contains("Lost by greedy (kWh as counted)");
        assertThat(StudyReport.html(SampleStudy.whole())).doesNotContain("as counted");
    }

    @Test
    void aStudyWithoutResultsIsStillAPage() throws IOException {
        String html = StudyReport.html(SampleStudy.empty());
        assertThat(figures(html)).isEmpty();
        assertThat(html).contains("Nothing yet", "Where this comes from").doesNotContain("<figure");
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
