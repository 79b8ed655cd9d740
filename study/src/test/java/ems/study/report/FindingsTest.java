package ems.study.report;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import ems.market.party.ProsumerId;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.study.plan.StudyRun;
import ems.study.result.ProsumerResult;
import ems.study.result.Regret;
import ems.study.result.RunResult;
import ems.study.scenario.Algorithm;
import ems.study.scenario.MarketDesign;
import ems.study.scenario.TradingScenario;

import static org.assertj.core.api.Assertions.assertThat;

class FindingsTest {

    private static final RunResult GREEDY = run(1, Algorithm.GREEDY, "6");
    private static final RunResult OPTIMAL = run(1, Algorithm.OPTIMAL, "8");

    @Test
    void theRunThatSavedMostOpensThePageAndOfSeveralTheOneThatMovedMost() {
        assertThat(findings(GREEDY, OPTIMAL))
                .contains("180<", "less is paid to the main grid in one day with 1 EV and optimal matching")
                .contains("The rest of what was saved, \u00a30.30, lies in batteries")
                .contains("the EVs had brought 4.00 kWh with them: traded, but nothing saved")
                .contains("8.0", "moved by 1 EV in one day with optimal matching", "2.00 kWh of surplus stored")
                .contains("\u00a31.50", "Prosumers: \u00a31.20", "EV owners: \u00a30.30, or \u00a30.30 per EV");
    }

    @Test
    void whatHomesMoveToEachOtherIsNotMovedByAnEv() {
        var direct = Energy.ofKilowattHours("3");
        var seller = new ProsumerResult(
                new ProsumerId("L1"),
                Energy.ofKilowattHours("8"),
                Energy.ZERO,
                direct,
                Energy.ZERO,
                Money.ZERO,
                Money.ZERO,
                Money.ZERO);
        var buyer = new ProsumerResult(
                new ProsumerId("L2"),
                Energy.ZERO,
                Energy.ZERO,
                Energy.ZERO,
                direct,
                Money.ZERO,
                Money.ZERO,
                Money.ZERO);
        assertThat(findings(run(1, Algorithm.OPTIMAL, "8", List.of(seller, buyer))))
                .contains("8.0", "moved by 1 EV", "Homes moved 3.00 kWh more to each other")
                .doesNotContain("14.0");
    }

    @Test
    void greedyFallsShortByAPartOfWhatOptimalMoves() {
        assertThat(findings(GREEDY, OPTIMAL)).contains("25.0").contains("less energy is moved by first come");
    }

    @Test
    void whereGreedyMovesMoreThePageSaysSo() {
        String findings = findings(GREEDY, OPTIMAL, run(5, Algorithm.GREEDY, "8.4"), run(5, Algorithm.OPTIMAL, "8"));
        assertThat(findings).contains("In \u201c5 EV\u201d it moves 5.0\u00a0% more");
    }

    @Test
    void whereGreedyIsNeverShortThePageDoesNotClaimIt() {
        String findings = findings(run(5, Algorithm.GREEDY, "8.4"), run(5, Algorithm.OPTIMAL, "8"));
        assertThat(findings).contains("0.0").contains("nowhere moves less").doesNotContain("\u2212");
    }

    @Test
    void withoutBothMatchingsNothingIsCompared() {
        assertThat(findings(OPTIMAL)).doesNotContain("first come");
    }

    private static String findings(RunResult... runs) {
        String html = StudyReport.html(SampleStudy.of(runs));
        return html.substring(html.indexOf("<div class=\"findings\">"), html.indexOf("</header>"));
    }

    private static RunResult run(int vehicles, Algorithm algorithm, String traded) {
        var prosumer =
                SampleStudy.prosumer(new ProsumerId("L1"), Energy.ofKilowattHours(traded), new Money(120_000_000));
        return run(vehicles, algorithm, traded, List.of(prosumer));
    }

    private static RunResult run(int vehicles, Algorithm algorithm, String traded, List<ProsumerResult> prosumers) {
        Energy all = Energy.ofKilowattHours(traded);
        return new RunResult(
                new StudyRun(new TradingScenario.Shared(vehicles), algorithm, "perfect", MarketDesign.PAPER, false),
                1440,
                10,
                10,
                new TreeMap<>(),
                prosumers,
                List.of(SampleStudy.vehicle(1, Energy.ofKilowattHours("2"), all, new Money(30_000_000))),
                new Money(180_000_000),
                Regret.NONE,
                new TreeSet<>(),
                Optional.empty(),
                Optional.empty());
    }
}
