package ems.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.market.party.PeriodKey;
import ems.market.quantity.Price;
import ems.market.rule.ActiveRules;
import ems.rules.table.TableText;
import ems.rules.table.TablesRefused;

import static ems.rules.Asked.GRID;
import static ems.rules.Asked.granted;
import static ems.rules.Asked.price;
import static ems.rules.Asked.released;
import static ems.rules.Tables.PRICING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Every version that was ever active can be asked again, after restarts, too. */
class KeepingVersionsTest {

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
    @DisplayName("After a restart the last active version goes on, whatever is in the folder")
    void restart() {
        var first = book.openingPeriod(FIRST);
        DEARER.savedIn(folder);
        var second = book.openingPeriod(SECOND);
        BROKEN.savedIn(folder);

        var restarted = new FolderRuleBook(folder, archive);

        assertThat(restarted.openingPeriod(THIRD).version()).isEqualTo(second.version());
        assertThat(resale(restarted.active())).isEqualTo(price("21.534"));
        assertThat(resale(restarted.version(first.version()))).isEqualTo(price("19.7395"));
        assertThat(restarted.standingRefusal().orElseThrow().firstSeen()).isEqualTo(THIRD);
    }

    @Test
    @DisplayName("The archive notes when each version became active")
    void history() throws IOException {
        var first = book.openingPeriod(FIRST).version();
        DEARER.savedIn(folder);
        var second = book.openingPeriod(SECOND).version();
        Tables.shipped().savedIn(folder);
        book.openingPeriod(THIRD);

        assertThat(Files.readAllLines(archive.resolve("activated.csv")))
                .containsExactly(
                        "period start (UTC),grid,rules version",
                        "2026-01-31T12:00:00Z,north," + first,
                        "2026-01-31T12:01:00Z,north," + second,
                        "2026-01-31T12:02:00Z,north," + first);
    }

    @Test
    @DisplayName("A version that was active can be put back")
    void rollBack() throws IOException {
        var first = book.openingPeriod(FIRST).version();
        DEARER.savedIn(folder);
        var second = book.openingPeriod(SECOND).version();

        for (String file : RuleTables.FILES) {
            Files.copy(archive.resolve(first).resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }

        assertThat(book.active().version()).isEqualTo(second);
        assertThat(resale(book.openingPeriod(THIRD))).isEqualTo(price("19.7395"));
        assertThat(new RuleArchive(archive).activations())
                .containsExactly(
                        new Activation(FIRST, first), new Activation(SECOND, second), new Activation(THIRD, first));
    }

    @Test
    @DisplayName("A crash while noting an activation costs that line only")
    void cutNote() throws IOException {
        var first = book.openingPeriod(FIRST).version();
        Files.writeString(archive.resolve("activated.csv"), "2026-01-31T12:01:00Z,nor", StandardOpenOption.APPEND);

        assertThat(new FolderRuleBook(folder, archive).active().version()).isEqualTo(first);
    }

    @Test
    @DisplayName(
            "A version that an earlier build named by the bytes stays what it was, and so do the tables that it names")
    void namedByBytes(@TempDir Path early) throws IOException {
        var padded = Tables.shipped().edited(PRICING, "# end", "# end,,,").edited(PRICING, ",110,", ",110.00,");
        String version = padded.keptByAnEarlierBuild(early);
        padded.savedIn(folder);

        var upgraded = new FolderRuleBook(folder, early);

        assertThat(version).isNotEqualTo(padded.checked().version());
        assertThat(upgraded.openingPeriod(SECOND).version()).isEqualTo(version);
        var verdict = upgraded.version(version)
                .prices(List.of(released("17.945", GRID)))
                .get(0);
        assertThat(verdict.rule().version()).isEqualTo(TableText.shortHash(padded.text(PRICING)));
        assertThat(new RuleArchive(early).activations()).hasSize(1);
    }

    @Test
    @DisplayName("After such a version a change gets a version of today, and the way back, too")
    void changeAfterBytes(@TempDir Path early) throws IOException {
        var padded = Tables.shipped().edited(PRICING, "# end", "# end,,,");
        padded.keptByAnEarlierBuild(early);
        DEARER.savedIn(folder);
        var upgraded = new FolderRuleBook(folder, early);

        assertThat(upgraded.openingPeriod(SECOND).version())
                .isEqualTo(DEARER.checked().version());
        padded.savedIn(folder);
        assertThat(upgraded.openingPeriod(THIRD).version())
                .isEqualTo(Tables.shipped().checked().version());
    }

    @Test
    @DisplayName("A table that a spreadsheet saved again while the market runs is no change")
    void savedAgain() throws IOException {
        var first = book.openingPeriod(FIRST);
        Tables.shipped()
                .edited(PRICING, "# end", "# end,,,")
                .edited(PRICING, ",110,", ",110.0,")
                .savedIn(folder);

        assertThat(book.openingPeriod(SECOND)).isSameAs(first);
        assertThat(new FolderRuleBook(folder, archive).openingPeriod(THIRD).version())
                .isEqualTo(first.version());
        assertThat(new RuleArchive(archive).activations()).hasSize(1);
    }

    @Test
    @DisplayName("A version that never was, or was changed in the archive, is not given out")
    void strangeVersions() throws IOException {
        book.openingPeriod(FIRST);
        String first = book.active().version();
        DEARER.savedIn(folder);
        book.openingPeriod(SECOND);
        Path kept = archive.resolve(first).resolve(PRICING);
        Files.writeString(kept, Files.readString(kept).replace(",110,", ",111,"));

        var restarted = new FolderRuleBook(folder, archive);

        assertThatThrownBy(() -> restarted.version(first))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("were changed");
        for (String strange : List.of("../..", "", "ffffffffffff", first + "/")) {
            assertThatThrownBy(() -> book.version(strange)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    @DisplayName("Unsound tables cannot be started with the first time")
    void unsoundStart() {
        BROKEN.savedIn(folder);

        assertThatThrownBy(() -> new FolderRuleBook(folder, archive.resolve("none")))
                .isInstanceOf(TablesRefused.class)
                .hasMessageContaining("pricing.csv row 8");
    }

    private static Price resale(ActiveRules rules) {
        return granted(rules.prices(List.of(released("17.945", GRID))).get(0));
    }
}
