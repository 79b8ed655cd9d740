package ems.rules;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import ems.market.rule.ActiveRules;

import static ems.rules.Tables.PRICING;
import static org.assertj.core.api.Assertions.assertThat;

class CompiledOnceTest {

    private static final Tables DEARER = Tables.shipped().edited(PRICING, ",110,", ",120,");

    @Test
    void theSameTablesAreCompiledOnceHoweverManyHoldThem() {
        List<ActiveRules> held = IntStream.range(0, 8)
                .parallel()
                .mapToObj(grid -> Tables.shipped().checked().compiled())
                .toList();
        assertThat(held).allSatisfy(rules -> assertThat(rules).isSameAs(held.get(0)));
        assertThat(DEARER.checked().compiled()).isNotSameAs(held.get(0));
    }

    /** Rules name rows by number: the order of rows is free, and each keeps its own. */
    @Test
    void textsThatDifferAreCompiledEachForItself() {
        var shipped = Tables.shipped().checked();
        var noted = Tables.shipped().edited(PRICING, "# end", "# a note\n# end").checked();
        assertThat(noted.compiled()).isNotSameAs(shipped.compiled());
    }

    @Test
    void whatNobodyHoldsAnyMoreIsForgotten() {
        var tables = Tables.shipped().edited(PRICING, ",110,", ",130,").checked();
        var first = new WeakReference<>(tables.compiled());
        while (first.get() != null) {
            System.gc();
        }
        assertThat(tables.compiled().version()).isEqualTo(tables.version());
    }
}
