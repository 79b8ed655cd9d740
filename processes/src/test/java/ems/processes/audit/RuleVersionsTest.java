package ems.processes.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ems.market.record.PeriodOpened;
import ems.processes.clock.GridTicker;
import ems.processes.grid.LiveGrids;
import ems.processes.operations.OperatedGrid;

import static ems.processes.operations.OperatedGrid.NOON;
import static org.assertj.core.api.Assertions.assertThat;

/** Versions of the rules against the archive and the blocks: whoever changes either by hand is found. */
@QuarkusTest
class RuleVersionsTest {

    @Inject
    LiveGrids grids;

    @Inject
    GridTicker ticking;

    @Inject
    RuleVersionsSource versions;

    @ConfigProperty(name = "ems.data", defaultValue = "data")
    Path data;

    private final Map<Path, String> kept = new HashMap<>();
    private OperatedGrid grid;
    private String version;
    private Path archive;

    @BeforeEach
    void trade() {
        grid = new OperatedGrid(grids, ticking);
        grid.runs(NOON);
        grid.runs(NOON.next());
        version = grid.live()
                .journal()
                .read(grid.live().key(NOON))
                .first(PeriodOpened.class)
                .orElseThrow()
                .rules();
        archive = data.resolve("rule-versions").resolve(grid.name());
    }

    /** Others open a grid of this name again. */
    @AfterEach
    void mend() throws IOException {
        for (var file : kept.entrySet()) {
            Files.writeString(file.getKey(), file.getValue());
        }
    }

    private String keep(Path file) throws IOException {
        var text = Files.readString(file);
        kept.put(file, text);
        return text;
    }

    private void change(Path file, String what, String into) throws IOException {
        var text = keep(file);
        assertThat(text).contains(what);
        Files.writeString(file, text.replace(what, into));
    }

    @Test
    void what_was_active_agrees_with_archive_and_blocks() {
        var view = versions.of(grid.live());
        assertThat(view.wrong()).isZero();
        assertThat(view.versions()).singleElement().satisfies(only -> {
            assertThat(only.version()).isEqualTo(version);
            assertThat(only.since()).contains(NOON.toString());
            assertThat(only.until()).isEmpty();
            assertThat(only.how()).isEqualTo("delivered");
            assertThat(only.kept()).isTrue();
            assertThat(only.firstBlock().getAsLong())
                    .isLessThan(only.lastBlock().getAsLong());
        });
    }

    @Test
    void a_cell_that_was_changed_in_the_archive_is_found() throws IOException {
        change(archive.resolve(version).resolve("pricing.csv"), ",50,", ",51,");
        var view = versions.of(grid.live());
        assertThat(view.wrong()).isEqualTo(1);
        assertThat(view.versions()).singleElement().satisfies(only -> {
            assertThat(only.kept()).isFalse();
            assertThat(only.wrong())
                    .singleElement()
                    .asString()
                    .startsWith("the archived rules " + version + " were changed: they hash to ");
        });
    }

    @Test
    void a_table_that_is_gone_is_found() throws IOException {
        var table = archive.resolve(version).resolve("soc-limits.csv");
        keep(table);
        Files.delete(table);
        assertThat(versions.of(grid.live()).versions().get(0).wrong())
                .singleElement()
                .asString()
                .contains(version, "soc-limits.csv");
    }

    @Test
    void a_list_of_versions_that_names_another_than_the_blocks_is_found() throws IOException {
        change(archive.resolve("activated.csv"), "," + version, ",0123456789ab");
        var wrong = versions.of(grid.live()).versions().get(0).wrong();
        assertThat(wrong).hasSize(3);
        assertThat(wrong.get(0)).contains("there is no version '0123456789ab'");
        assertThat(wrong.get(1))
                .isEqualTo("the block of " + NOON + " names the rules " + version
                        + ", and the list of versions says 0123456789ab.");
        assertThat(wrong.get(2)).startsWith("the block of " + NOON.next() + " names");
    }
}
