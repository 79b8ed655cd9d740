package ems.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Price;
import ems.market.rule.ActiveRules;

import static ems.rules.Asked.GRID;
import static ems.rules.Asked.granted;
import static ems.rules.Asked.price;
import static ems.rules.Asked.released;
import static ems.rules.Tables.PRICING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A changed table is active from the next period that opens, or is refused while the version before it stays. */
class ChangingRulesWhileTheMarketRunsTest {

    private static final PeriodKey FIRST = PeriodKey.parse("north/2026-01-31T12:00:00Z");
    private static final PeriodKey SECOND =
            new PeriodKey(FIRST.grid(), FIRST.period().next());
    private static final PeriodKey THIRD =
            new PeriodKey(FIRST.grid(), SECOND.period().next());
    private static final Tables DEARER = Tables.shipped().edited(PRICING, ",110,", ",120,");
    private static final Tables BROKEN = Tables.shipped().edited(PRICING, ",110,", ",120 percent,");

    @TempDir
    private Path folder;

    @TempDir
    private Path archive;

    private FolderRuleBook book;

    @BeforeEach
    void start() {
        Tables.shipped().savedIn(folder);
        book = new FolderRuleBook(folder, archive);
    }

    @Test
    @DisplayName("A sound change is active from the next period on, and not before")
    void swap() {
        var first = book.openingPeriod(FIRST);
        DEARER.savedIn(folder);

        assertThat(book.active()).isSameAs(first);
        assertThat(resale(book.openingPeriod(SECOND))).isEqualTo(price("21.534"));
        assertThat(resale(book.version(first.version()))).isEqualTo(price("19.7395"));
        assertThat(book.standingRefusal()).isEmpty();
    }

    @Test
    @DisplayName("Without a change the rules stay the same object")
    void unchanged() {
        assertThat(book.openingPeriod(FIRST)).isSameAs(book.openingPeriod(SECOND));
        assertThat(book.openingPeriod(THIRD)).isSameAs(book.active());
    }

    @Test
    @DisplayName("A broken table is refused with file, row and column, and the old rules stay")
    void broken() {
        var first = book.openingPeriod(FIRST);
        BROKEN.savedIn(folder);

        assertThat(book.openingPeriod(SECOND)).isSameAs(first);
        assertThat(book.openingPeriod(THIRD)).isSameAs(first);
        var refusal = book.standingRefusal().orElseThrow();
        assertThat(refusal.firstSeen()).isEqualTo(SECOND);
        assertThat(refusal.faults()).hasSize(1);
        assertThat(refusal.faults().get(0).toString())
                .startsWith("pricing.csv row 8, column 'percent (%)': '120 percent' is not a number");
    }

    @Test
    @DisplayName("A repaired table is taken, a reverted one changes nothing")
    void repaired() {
        var first = book.openingPeriod(FIRST);
        BROKEN.savedIn(folder);
        book.openingPeriod(SECOND);

        Tables.shipped().savedIn(folder);
        assertThat(book.openingPeriod(THIRD)).isSameAs(first);
        assertThat(book.standingRefusal()).isEmpty();

        DEARER.savedIn(folder);
        assertThat(resale(book.openingPeriod(THIRD))).isEqualTo(price("21.534"));
        assertThat(book.standingRefusal()).isEmpty();
    }

    @Test
    @DisplayName("A half-written, missing or unreadable file hurts nobody")
    void halfWritten() throws IOException {
        var first = book.openingPeriod(FIRST);
        byte[] whole = DEARER.contents().get(PRICING);

        Files.write(folder.resolve(PRICING), Arrays.copyOf(whole, whole.length / 2));
        assertThat(book.openingPeriod(SECOND)).isSameAs(first);
        Files.delete(folder.resolve(PRICING));
        assertThat(book.openingPeriod(SECOND)).isSameAs(first);
        assertThat(book.standingRefusal().orElseThrow().faults().get(0))
                .hasToString("pricing.csv: the file is missing");
        Files.createDirectory(folder.resolve(PRICING));
        assertThat(book.openingPeriod(SECOND)).isSameAs(first);
        assertThat(book.standingRefusal().orElseThrow().faults().get(0).reason())
                .contains("cannot be read");
        Files.delete(folder.resolve(PRICING));
        Files.write(folder.resolve(PRICING), whole);

        assertThat(resale(book.openingPeriod(THIRD))).isEqualTo(price("21.534"));
        assertThat(book.standingRefusal()).isEmpty();
    }

    @Test
    @DisplayName("Two changes within one tick of the file's time are both seen")
    void sameStamp() throws IOException {
        book.openingPeriod(FIRST);
        DEARER.savedIn(folder);
        var stamp = Files.getLastModifiedTime(folder.resolve(PRICING));
        assertThat(resale(book.openingPeriod(SECOND))).isEqualTo(price("21.534"));

        Tables.shipped().edited(PRICING, ",110,", ",130,").savedIn(folder);
        for (String file : RuleTables.FILES) {
            Files.setLastModifiedTime(folder.resolve(file), stamp);
        }

        assertThat(resale(book.openingPeriod(THIRD))).isEqualTo(price("23.3285"));
    }

    @Test
    @DisplayName("Frozen rules stay, whatever happens to the folder")
    void frozen() throws IOException {
        var frozen = FrozenRuleBook.of(folder);
        var alsoFrozen = new FrozenRuleBook(book.active());
        DEARER.savedIn(folder);

        assertThat(resale(frozen.openingPeriod(SECOND))).isEqualTo(price("19.7395"));
        assertThat(resale(alsoFrozen.openingPeriod(SECOND))).isEqualTo(price("19.7395"));
        assertThat(frozen.version(frozen.rules().version())).isSameAs(frozen.rules());
        assertThatThrownBy(() -> frozen.version("ffffffffffff")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("Many grids ask at once while an analyst saves: every answer is one version's answer")
    void concurrency() throws Exception {
        var pool = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> grids = new ArrayList<>();
            for (int grid = 0; grid < 8; grid++) {
                var id = new GridId("grid-" + grid);
                grids.add(() -> tradesSoundly(id));
            }
            List<Future<Boolean>> running = new ArrayList<>();
            grids.forEach(grid -> running.add(pool.submit(grid)));
            for (int save = 0; save < 6; save++) {
                (save % 3 == 0 ? DEARER : save % 3 == 1 ? BROKEN : Tables.shipped()).savedIn(folder);
                book.openingPeriod(FIRST);
            }
            for (Future<Boolean> grid : running) {
                assertThat(grid.get()).isTrue();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private boolean tradesSoundly(GridId grid) {
        var period = new MatchingPeriod(Instant.EPOCH);
        for (int i = 0; i < 300; i++) {
            var rules = book.openingPeriod(new PeriodKey(grid, period));
            var prices = rules.prices(List.of(released("17.945", GRID), released("20", GRID), released("1", GRID)));
            var first = granted(prices.get(0));
            boolean shipped =
                    first.equals(price("19.7395")) && granted(prices.get(1)).equals(price("22"));
            boolean dearer =
                    first.equals(price("21.534")) && granted(prices.get(1)).equals(price("24"));
            if (!shipped && !dearer || !granted(prices.get(2)).equals(GRID.sell())) {
                return false;
            }
            period = period.next();
        }
        return true;
    }

    private static Price resale(ActiveRules rules) {
        return granted(rules.prices(List.of(released("17.945", GRID))).get(0));
    }
}
