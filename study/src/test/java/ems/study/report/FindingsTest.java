package ems.study.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.study.report.Run.AgentResult;
import ems.study.report.Run.Algorithm;
import ems.study.report.Setting.Scale;

import static org.assertj.core.api.Assertions.assertThat;

class FindingsTest {

    private static final Run GREEDY = run("1 EV", Algorithm.GREEDY, "6");
    private static final Run OPTIMAL = run("1 EV", Algorithm.OPTIMAL, "8");

    @Test
    void theRunThatMovedMostOpensThePage() {
        assertThat(findings(GREEDY, OPTIMAL))
                .contains("8.0", "moved by 1 EV in one day with optimal matching", "2.00 kWh of surplus stored")
                .contains("\u00a31.50", "Prosumers: \u00a31.20", "EV owners: \u00a30.30, or \u00a30.30 per EV");
    }

    @Test
    void greedyFallsShortByAPartOfWhatOptimalMoves() {
        assertThat(findings(GREEDY, OPTIMAL)).contains("25.0").contains("less energy is moved by first come");
    }

    @Test
    void whereGreedyMovesMoreThePageSaysSo() {
        String findings =
                findings(GREEDY, OPTIMAL, run("5 EV", Algorithm.GREEDY, "8.4"), run("5 EV", Algorithm.OPTIMAL, "8"));
        assertThat(findings).contains("In \u201c5 EV\u201d it moves 5.0\u00a0% more");
    }

    @Test
    void whereGreedyIsNeverShortThePageDoesNotClaimIt() {
        String findings = findings(run("5 EV", Algorithm.GREEDY, "8.4"), run("5 EV", Algorithm.OPTIMAL, "8"));
        assertThat(findings).contains("0.0").contains("nowhere moves less").doesNotContain("\u2212");
    }

    @Test
    void withoutBothMatchingsNothingIsCompared() {
        assertThat(findings(OPTIMAL)).doesNotContain("first come");
    }

    private static String findings(Run... runs) {
        var data = new ReportData(
                SampleReport.setting("Any", Scale.RIGHT),
                List.of(),
                List.of(runs),
                new Tables(List.of(), List.of(), List.of()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new Findings(data).element().html();
    }

    private static Run run(String scenario, Algorithm algorithm, String traded) {
        Energy stored = Energy.ofKilowattHours("2");
        Energy all = Energy.ofKilowattHours(traded);
        var agent = new AgentResult("L1", all, new Money(120_000_000));
        return new Run(
                scenario,
                algorithm,
                "perfect",
                1,
                1440,
                stored,
                all.minus(stored),
                new Money(30_000_000),
                10,
                Map.of(),
                Energy.ZERO,
                Money.ZERO,
                List.of(agent));
    }
}
