package ems.study.report;

import org.junit.jupiter.api.Test;

import ems.study.scenario.EnergyScale;

import static org.assertj.core.api.Assertions.assertThat;

class PaperComparisonTest {

    @Test
    void rightUnitsStandBesideThePapersOriginalDividedBy360() {
        assertThat(tables(EnergyScale.RIGHT))
                .contains("13.57", "24.09", "8.24", "2.89", "18.22", "no reproduction of Table I")
                .doesNotContain("4,884.36");
    }

    @Test
    void paperScaleStandsBesideThePapersFiguresAsPrinted() {
        assertThat(tables(EnergyScale.PAPER)).contains("4,884.36", "200.42", "no energy or money here is real");
    }

    @Test
    void aProsumerThatTradedNothingUnderGreedyHasNoChange() {
        assertThat(tables(EnergyScale.RIGHT)).contains("\u2013");
    }

    @Test
    void everyTableHasACaptionAndScopedHeads() {
        assertThat(tables(EnergyScale.RIGHT))
                .contains("<caption>Table I.", "<caption>Table II.", "<caption>Table III.")
                .contains("scope=\"col\"", "scope=\"row\"");
    }

    private static String tables(EnergyScale scale) {
        return SampleStudy.part(SampleStudy.named("Any", scale), "The paper\u2019s tables");
    }
}
