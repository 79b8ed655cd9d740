package ems.study.whatif;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import ems.market.record.RuleReference;
import ems.market.rule.PricedDirection;
import ems.study.whatif.RowEffect.Sums;

/** Adds up what rows did under the rules that were active, and under a draft. */
final class RowSums {

    /** One row, in one direction if it sets prices. */
    private record Row(String table, String rule, Optional<PricedDirection> direction) {}

    /** One row, in whatever direction. */
    private record Sentence(String table, String rule) {}

    /** Where a sentence stands in the tables that were active and in the draft; 0: not in them. */
    private static final class Places {
        private int now;
        private int then;

        private void set(boolean draft, int row) {
            if (draft) {
                then = row;
            } else {
                now = row;
            }
        }
    }

    /** Changed in place: there are millions of hits. */
    private static final class Counts {
        private long hits;
        private long cut;
        private long millijoules;
        private long micropence;

        private Sums sums() {
            return new Sums(hits, cut, millijoules, micropence);
        }
    }

    /** Of one row. */
    private record Both(Places places, Counts now, Counts then) {
        Counts of(boolean draft) {
            return draft ? then : now;
        }
    }

    private final Map<Row, Both> rows = new LinkedHashMap<>();
    private final Map<Sentence, Places> places = new HashMap<>();

    /** A row of the draft: it shows, hit or not. */
    void known(RuleReference rule) {
        counts(true, rule, Optional.empty());
    }

    /** A row of a version that was active: it shows once it is hit, or if the draft has it. */
    void active(RuleReference rule) {
        places(rule).set(false, rule.row());
    }

    void hit(boolean draft, RuleReference rule, Optional<PricedDirection> direction, boolean cut) {
        var counts = counts(draft, rule, direction);
        counts.hits++;
        counts.cut += cut ? 1 : 0;
    }

    void booked(boolean draft, RuleReference rule, PricedDirection direction, long millijoules, long micropence) {
        var counts = counts(draft, rule, Optional.of(direction));
        counts.millijoules = Math.addExact(counts.millijoules, millijoules);
        counts.micropence = Math.addExact(counts.micropence, micropence);
    }

    private Counts counts(boolean draft, RuleReference rule, Optional<PricedDirection> direction) {
        var both = rows.computeIfAbsent(
                new Row(rule.table(), rule.rule(), direction),
                row -> new Both(places(rule), new Counts(), new Counts()));
        both.places().set(draft, rule.row());
        return both.of(draft);
    }

    private Places places(RuleReference rule) {
        return places.computeIfAbsent(new Sentence(rule.table(), rule.rule()), first -> new Places());
    }

    List<RowEffect> effects() {
        return rows.entrySet().stream()
                .filter(row -> row.getKey().direction().isPresent() || !isHitInADirection(row.getKey()))
                .map(row -> new RowEffect(
                        row.getKey().table(),
                        row.getKey().rule(),
                        row.getKey().direction(),
                        row.getValue().places().now,
                        row.getValue().places().then,
                        row.getValue().now().sums(),
                        row.getValue().then().sums()))
                .toList();
    }

    /** A row of the draft is known before anything hits it. */
    private boolean isHitInADirection(Row row) {
        return rows.keySet().stream()
                .anyMatch(other -> other.direction().isPresent()
                        && other.table().equals(row.table())
                        && other.rule().equals(row.rule()));
    }
}
