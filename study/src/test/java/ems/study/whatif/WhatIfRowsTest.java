package ems.study.whatif;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import ems.market.fixture.PaperGrid;
import ems.market.fixture.PaperRules;
import ems.market.quantity.Price;
import ems.market.record.RuleReference;
import ems.market.rule.PricingQuestion;
import ems.market.rule.Verdict;
import ems.market.rule.Verdict.Granted;

import static org.assertj.core.api.Assertions.assertThat;

/** Rows of the tables before and after: a row that nothing hits is still in its table. */
class WhatIfRowsTest {

    private static final RuleReference HIT_NOW = row(7, "Granted");
    private static final RuleReference HIT_THEN = row(8, "Narrow");
    private static final RuleReference NEVER_HIT = row(9, "At night");

    private final PaperGrid grid = new RandomDay(11).run(WhatIfRowsTest::granted);

    private static RuleReference row(int number, String sentence) {
        return new RuleReference("pricing", number, sentence, PaperRules.VERSION);
    }

    private static Verdict<Price> granted(PricingQuestion question) {
        return new Granted<>(question.grid().split(), HIT_NOW);
    }

    private static Verdict<Price> narrow(PricingQuestion question) {
        return new Granted<>(question.grid().split(), HIT_THEN);
    }

    private List<RowEffect> effects(List<RuleReference> draft, List<RuleReference> active) {
        var wish = new WhatIfWish(
                WhatIfMode.PRICES,
                PaperGrid.FIRST.previous(),
                PaperGrid.period(RandomDay.PERIODS).period(),
                new PaperRules().pricing(WhatIfRowsTest::narrow),
                draft,
                version -> active,
                changed -> {});
        return RecordedGrid.whatIf(grid, RecordedGrid.of(grid))
                .run(wish, (done, total, period) -> {})
                .prices()
                .orElseThrow()
                .rows();
    }

    private static Map<String, List<String>> places(List<RowEffect> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(
                        RowEffect::rule,
                        Collectors.mapping(
                                row -> row.rowNow() + " then " + row.rowThen(),
                                Collectors.collectingAndThen(
                                        Collectors.toList(),
                                        all -> all.stream().distinct().toList()))));
    }

    @Test
    void a_row_that_nothing_hits_any_more_or_yet_is_in_its_table() {
        var effects = effects(List.of(row(12, "Granted"), HIT_THEN, NEVER_HIT), List.of(HIT_NOW, row(5, "Narrow")));
        assertThat(places(effects))
                .isEqualTo(Map.of(
                        "Granted", List.of("7 then 12"),
                        "Narrow", List.of("5 then 8"),
                        "At night", List.of("0 then 9")));
        assertThat(effects).filteredOn(row -> row.rule().equals("Granted")).allSatisfy(row -> {
            assertThat(row.now().hits()).isPositive();
            assertThat(row.then().hits()).isZero();
        });
        assertThat(effects)
                .filteredOn(row -> row.rule().equals("At night"))
                .extracting(RowEffect::direction)
                .containsExactly(Optional.empty());
    }

    @Test
    void a_row_that_the_draft_has_not_goes() {
        assertThat(places(effects(List.of(HIT_THEN), List.of(HIT_NOW))))
                .isEqualTo(Map.of("Granted", List.of("7 then 0"), "Narrow", List.of("0 then 8")));
    }
}
