package ems.processes.audit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import jakarta.inject.Inject;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.market.period.Task;
import ems.market.record.PeriodOpened;
import ems.processes.clock.GridTicker;
import ems.processes.grid.LiveGrids;
import ems.processes.operations.OperatedGrid;
import ems.processes.period.StoredPeriods;
import ems.rules.RuleTables;

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

    @Inject
    StoredPeriods periods;

    @TestHTTPResource("/")
    URI root;

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
    void files_that_are_as_they_were_are_not_looked_at_again_and_changed_ones_are() throws IOException {
        assertThat(versions.of(grid.live()).wrong()).isZero();
        assertThat(versions.of(grid.live()).wrong()).isZero();
        change(archive.resolve(version).resolve("pricing.csv"), ",50,", ",51,");
        assertThat(versions.of(grid.live()).wrong()).isEqualTo(1);
        mend();
        assertThat(versions.of(grid.live()).wrong()).isZero();
    }

    @Test
    void a_period_that_was_opened_late_has_the_rules_of_then_and_is_no_disagreement(@TempDir Path tables)
            throws IOException {
        var other = withTablesOfItsOwn(tables);
        var failing = NOON.next();
        var bringing = failing.next();
        other.tick(NOON.start().plusSeconds(3));
        other.breakDown(Task.COLLECT_BIDS);
        other.tick(failing.start().plusSeconds(3));
        other.mend();
        saveOtherPrices(tables);
        other.tick(bringing.start().plusSeconds(3));
        periods.retry(other.live().key(failing));
        other.tick(bringing.end().plusSeconds(3));
        var view = versions.of(other.live());
        var brought = view.versions().get(0);
        assertThat(brought.since()).contains(bringing.toString());
        assertThat(brought.wrong()).isEmpty();
        assertThat(brought.late()).isEmpty();
        var before = view.versions().get(1);
        assertThat(before.until()).contains(bringing.toString());
        assertThat(before.wrong()).isEmpty();
        assertThat(before.late())
                .singleElement()
                .asString()
                .startsWith("the block of " + failing + " names the rules " + brought.version())
                .contains("opened late");
        assertThat(view.wrong()).isZero();
    }

    private OperatedGrid withTablesOfItsOwn(Path tables) throws IOException {
        for (var file : RuleTables.FILES) {
            Files.copy(Path.of("../rules/tables", file), tables.resolve(file));
        }
        return new OperatedGrid(grids, ticking, tables);
    }

    private static void saveOtherPrices(Path tables) throws IOException {
        var pricing = tables.resolve("pricing.csv");
        Files.writeString(pricing, Files.readString(pricing).replace(",50,", ",60,"));
    }

    @Test
    void whoever_downloads_a_version_that_was_changed_is_told_which(@TempDir Path tables) throws Exception {
        var other = withTablesOfItsOwn(tables);
        other.runs(NOON);
        saveOtherPrices(tables);
        other.runs(NOON.next());
        var old = versions.of(other.live()).versions().get(1).version();
        var address = root.resolve("/api/rules/versions/" + old + "/tables/soc-limits.csv?grid=" + other.name());
        assertThat(answer(address).statusCode()).isEqualTo(200);
        change(data.resolve("rule-versions").resolve(other.name()).resolve(old).resolve("pricing.csv"), ",50,", ",51,");
        var refused = answer(address);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(refused.body())
                .contains("the archived rules " + old + " were changed: they hash to ")
                .contains("from a backup");
    }

    private static HttpResponse<String> answer(URI address) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
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
