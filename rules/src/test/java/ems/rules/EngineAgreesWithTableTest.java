package ems.rules;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

import ems.market.party.GridPrices;
import ems.market.quantity.Energy;
import ems.market.quantity.Price;
import ems.market.record.Flow;
import ems.market.rule.ActiveRules;
import ems.market.rule.LimitQuestion;
import ems.market.rule.PricingQuestion;
import ems.market.rule.Verdict;
import ems.market.rule.Verdict.Granted;

import static ems.rules.Asked.price;
import static org.assertj.core.api.Assertions.assertThat;

/** The rule engine finds exactly the row that the typed conditions find, to the last 1e-4 p/kWh. */
class EngineAgreesWithTableTest {

    private static final RuleTables TABLES = steps();
    private static final ActiveRules RULES = TABLES.compiled();

    /** A table with twenty rows: cost in steps of 0.002 p/kWh, both directions, two spreads. */
    private static RuleTables steps() {
        List<String> rules = new ArrayList<>();
        for (int step = 0; step < 10; step += 2) {
            String range = "0.00" + step + "," + (step == 8 ? "0.01" : "0.00" + (step + 2));
            for (String direction : List.of("stored", "released")) {
                rules.add("Narrow " + direction + step + "," + direction + "," + range + ",,,0,5,cost,,110,yes,");
                rules.add("Wide " + direction + step + "," + direction + "," + range + ",,,5,,grid buy price,,100,no,");
            }
        }
        return Tables.shipped().pricedBy(rules.toArray(String[]::new)).checked();
    }

    @Property(tries = 200)
    void sameRow(
            @ForAll @Size(min = 1, max = 20) List<@IntRange(min = -20, max = 120) Integer> costs,
            @ForAll @LongRange(min = 49_990, max = 50_010) long spread,
            @ForAll Flow flow) {
        var grid = new GridPrices(new Price(294_900 - spread), price("29.49"));
        List<PricingQuestion> questions = costs.stream()
                .map(cost -> new PricingQuestion(flow, new Price(cost), grid))
                .toList();

        List<Verdict<Price>> verdicts = RULES.prices(questions);

        for (int i = 0; i < questions.size(); i++) {
            int expected = rowByConditions(flow, costs.get(i), spread);
            assertThat(verdicts.get(i).rule().row()).isEqualTo(expected);
            assertThat(verdicts.get(i) instanceof Granted<Price>).isEqualTo(expected > 0);
        }
    }

    private static final RuleTables LIMITS = Tables.shipped()
            .withRules(
                    Tables.LIMITS,
                    "Away,no,,,,,,,,,away",
                    "Small and low,yes,,900,,50,,25.5,10,60,",
                    "Small and high,yes,,900,,50,25.5,,20,70,",
                    "Large,yes,30,900,50,80,,,20,80,")
            .checked();
    private static final ActiveRules LIMITING = LIMITS.compiled();

    @Property(tries = 500)
    void sameRowOfLimits(
            @ForAll boolean pluggedIn,
            @ForAll("aroundBounds") long age,
            @ForAll @LongRange(min = 49, max = 81) long capacity,
            @ForAll @LongRange(min = 2_548, max = 2_552) long hundredthsOfPercent) {
        var battery = new Energy(Energy.MILLIJOULES_PER_KILOWATT_HOUR * capacity);
        var stored = new Energy(battery.millijoules() / 10_000 * hundredthsOfPercent);
        var question = new LimitQuestion(Asked.VEHICLE, pluggedIn, Duration.ofSeconds(age), battery, stored);

        int expected = LIMITS.limits().rows().stream()
                .filter(row -> row.fits(pluggedIn ? 0 : 1, age, battery.millijoules(), hundredthsOfPercent))
                .mapToInt(row -> row.rule().row())
                .findFirst()
                .orElse(0);

        assertThat(LIMITING.limits(List.of(question)).get(0).rule().row()).isEqualTo(expected);
    }

    @Provide
    Arbitrary<Long> aroundBounds() {
        return Arbitraries.of(0L, 29L, 30L, 31L, 899L, 900L, 901L);
    }

    private static int rowByConditions(Flow flow, long cost, long spread) {
        return TABLES.pricing().rows().stream()
                .filter(row -> row.fits(flow.ordinal(), cost, 294_900, spread))
                .mapToInt(row -> row.rule().row())
                .findFirst()
                .orElse(0);
    }
}
