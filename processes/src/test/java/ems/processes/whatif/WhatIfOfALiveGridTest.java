package ems.processes.whatif;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ems.ledger.sql.Deflated;
import ems.ledger.store.SettledRange;
import ems.market.party.GridId;
import ems.market.party.ProsumerId;
import ems.market.physics.PhysicalBounds;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Power;
import ems.market.record.Correction;
import ems.market.record.Match;
import ems.market.record.SettlementLine;
import ems.market.telemetry.LateReading;
import ems.market.telemetry.MeterReading;
import ems.processes.clock.GridTicker;
import ems.processes.grid.GridWiring;
import ems.processes.grid.LiveGrids;
import ems.processes.job.BackgroundJobs;
import ems.processes.job.Job;
import ems.processes.job.JobState;
import ems.processes.job.JobTable;
import ems.processes.job.Jobs;
import ems.processes.job.RunningBuild;
import ems.processes.operations.OperatedGrid;
import ems.processes.period.Markets;
import ems.routes.store.JdbcPruneInbox;
import ems.routes.telemetry.ReadingBatch;
import ems.rules.RuleTables;
import ems.rules.draft.DraftTables;
import ems.study.recorded.RerunPlugs;
import ems.study.whatif.WhatIf;
import ems.study.whatif.WhatIfMode;
import ems.study.whatif.WhatIfWish;

import static ems.processes.operations.OperatedGrid.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Settled periods of a live grid under other tables, from the database. */
@QuarkusTest
class WhatIfOfALiveGridTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PERIODS = 4;

    @Inject
    LiveGrids grids;

    @Inject
    GridTicker ticking;

    @Inject
    RunningWhatIf whatIf;

    @Inject
    RowsInProduction production;

    @Inject
    WhatIfsDone done;

    @Inject
    RunningBuild build;

    @Inject
    BackgroundJobs jobs;

    @Inject
    JobTable results;

    @Inject
    DataSource database;

    @Inject
    GridWiring wiring;

    @Inject
    EnginePeriods engine;

    @Inject
    Markets markets;

    private OperatedGrid grid;
    private MatchingPeriod last = NOON;

    @BeforeEach
    void trade() {
        grid = new OperatedGrid(grids, ticking);
        grid.tick(NOON.start().plusSeconds(3));
        for (int i = 0; i < PERIODS; i++) {
            grid.sells(last.next());
            grid.live()
                    .telemetry()
                    .accept(new MeterReading(
                            new ProsumerId("L1"),
                            last.start(),
                            MatchingPeriod.LENGTH,
                            i % 2 == 0 ? Power.ofKilowatts(new BigDecimal(3)) : Power.ZERO,
                            i % 2 == 0 ? Power.ZERO : Power.ofKilowatts(new BigDecimal(2))));
            last = last.next();
            grid.tick(last.start().plusSeconds(3));
        }
    }

    private static String pricing() throws IOException {
        return Files.readString(Path.of("../rules/tables/pricing.csv"));
    }

    private WhatIfOrder order(String pricing, String mode) {
        return new WhatIfOrder(
                grid.name(), null, null, Map.of("pricing.csv", pricing), NOON.toString(), last.toString(), mode);
    }

    private Job run(WhatIfOrder order) {
        return Jobs.ended(jobs, whatIf.start(order, "anna").id());
    }

    private JsonNode result(WhatIfOrder order) throws IOException {
        var job = run(order);
        assertThat(job.state()).as(job.words()).isEqualTo(JobState.DONE);
        return JSON.readTree(results.result(job.id()).orElseThrow());
    }

    @Test
    void another_split_moves_money_between_homes_and_cars_and_makes_none() throws Exception {
        var told = result(order(pricing().replace(",50,", ",60,"), "prices"));
        assertThat(told.path("checked").asText())
                .contains("under the active tables")
                .contains("booked lines");
        assertThat(told.at("/prices/changed").asLong()).isPositive();
        assertThat(told.path("otherPricing").asBoolean()).isTrue();
        assertThat(told.at("/prices/nobodyWorse").asBoolean()).isTrue();
        var differences = StreamSupport.stream(told.at("/prices/members").spliterator(), false)
                .map(member -> member.path("differencePence").decimalValue())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(differences).isEqualByComparingTo(BigDecimal.ZERO);
        assertThat(told.at("/prices/members")).hasSize(2);
        var job = run(order(pricing().replace(",50,", ",60,"), "prices"));
        assertThat(results.csv(job.id()).orElseThrow())
                .startsWith("period_start,match,direction")
                .contains("~L1~EV1,stored,L1,EV1,");
    }

    @Test
    void the_active_tables_change_nothing_in_either_mode() throws Exception {
        var prices = result(order(pricing(), "prices"));
        assertThat(prices.at("/prices/changed").asLong()).isZero();
        assertThat(prices.path("otherPricing").asBoolean()).isFalse();
        var limits = result(order(pricing(), "limits"));
        assertThat(limits.at("/minutes/changedMinutes").asLong()).isZero();
        assertThat(limits.at("/minutes/bidsNow").asLong()).isEqualTo(PERIODS);
    }

    @Test
    void a_day_is_run_again_and_trades_follow_from_other_trades() throws Exception {
        var same = result(order(pricing(), "day"));
        assertThat(same.path("checked").asText()).contains("this replay gives the", "booked lines", "exactly");
        assertThat(same.at("/day/trades/changed").asLong()).isZero();
        assertThat(same.at("/day/pairsThen").asLong()).isEqualTo(PERIODS);
        var limits = Files.readString(Path.of("../rules/tables/soc-limits.csv")).replace(",20,80,", ",20,21,");
        var wish = new WhatIfOrder(
                grid.name(),
                null,
                null,
                Map.of("pricing.csv", pricing(), "soc-limits.csv", limits),
                NOON.toString(),
                last.toString(),
                "day");
        var told = result(wish);
        assertThat(told.path("heading").asText()).contains("trades following from trades");
        assertThat(told.at("/day/trades/storedKwh").decimalValue()).isPositive();
        assertThat(told.at("/day/trades/storedThenKwh").decimalValue())
                .isLessThan(told.at("/day/trades/storedKwh").decimalValue());
        assertThat(told.at("/day/trades/gridPence").decimalValue()).isPositive();
        assertThat(told.at("/day/trades/changed").asLong()).isPositive();
        assertThat(results.csv(run(wish).id()).orElseThrow()).contains("energy_now_kwh,energy_then_kwh");
    }

    @Test
    void a_line_that_was_changed_in_the_database_is_named() throws Exception {
        var record = grid.live().journal().read(grid.live().key(NOON));
        var line = record.first(SettlementLine.class).orElseThrow();
        var booked = line.text();
        var changed = booked.replace(
                "|" + line.amount().micropence() + "|", "|" + (line.amount().micropence() + 1) + "|");
        assertThat(changed).isNotEqualTo(booked);
        var place = Map.of("grid", grid.name(), "step", "SETTLE");
        Jdbi.create(database).useHandle(sql -> {
            var start = OffsetDateTime.ofInstant(NOON.start(), ZoneOffset.UTC);
            var body = sql.createQuery("select body from period_step where grid = :grid and step = :step"
                            + " and period_start = :start")
                    .bindMap(place)
                    .bind("start", start)
                    .map((row, context) -> Deflated.text(row.getBytes(1)))
                    .one();
            sql.createUpdate("update period_step set body = :body where grid = :grid and step = :step"
                            + " and period_start = :start")
                    .bindMap(place)
                    .bind("start", start)
                    .bind("body", Deflated.bytes(body.replace(booked, changed)))
                    .execute();
        });
        var job = run(order(pricing(), "prices"));
        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(job.words())
                .contains("does not reproduce the books of " + NOON, changed, booked, "There is no result.");
        assertThat(results.result(job.id())).isEmpty();
    }

    @Test
    void the_same_question_is_one_job() throws Exception {
        var first = run(order(pricing(), "prices"));
        assertThat(whatIf.start(order(pricing(), "prices"), "otto").id()).isEqualTo(first.id());
        assertThat(whatIf.start(order(pricing(), "limits"), "otto").id()).isNotEqualTo(first.id());
        var asked = whatIf.asked(order(pricing(), null));
        assertThat(asked.settledTo()).isEqualTo(last.toString());
        assertThat(asked.jobs()).extracting(job -> job.id()).contains(first.id());
    }

    @Test
    void the_key_names_the_build_whose_code_runs() throws Exception {
        var job = run(order(pricing(), "prices"));
        assertThat(job.key().text()).endsWith(" " + build.name());
        assertThat(job.key().text()).doesNotContain("SNAPSHOT");
    }

    @Test
    void the_latest_what_if_of_exactly_these_cells_is_told_in_short() throws Exception {
        var kinder = pricing().replace(",50,", ",60,");
        var cells = new DraftTables(texts(kinder)).hash();
        assertThat(done.latest(grid.live().setup().grid(), cells)).isEmpty();
        var told = result(order(kinder, "prices"));
        var summary = done.latest(grid.live().setup().grid(), cells).orElseThrow();
        assertThat(summary.mode()).isEqualTo("prices");
        assertThat(summary.from()).isEqualTo(NOON.toString());
        assertThat(summary.periods()).isEqualTo(PERIODS);
        assertThat(summary.minutes()).isEmpty();
        var prices = summary.prices().orElseThrow();
        assertThat(List.of(prices.gaining(), prices.losing())).containsExactly(1L, 1L);
        assertThat(prices.nobodyWorse()).isTrue();
        assertThat(prices.worst().orElseThrow().differencePence())
                .isEqualByComparingTo(
                        told.at("/prices/members/0/differencePence").decimalValue())
                .isNegative();
        run(order(kinder, "limits"));
        assertThat(done.latest(grid.live().setup().grid(), cells).orElseThrow().minutes())
                .hasValueSatisfying(minutes -> assertThat(minutes.minutes()).isEqualTo(PERIODS));
        assertThat(done.latest(new GridId("another"), cells)).isEmpty();
    }

    private static Map<String, String> texts(String pricing) throws IOException {
        Map<String, String> texts = new HashMap<>();
        for (String file : RuleTables.FILES) {
            texts.put(file, Files.readString(Path.of("../rules/tables", file)));
        }
        texts.put("pricing.csv", pricing);
        return texts;
    }

    @Test
    void rows_are_counted_in_production() {
        var rows = production.of(grid.live(), NOON.toString(), last.toString()).rows();
        assertThat(rows)
                .filteredOn(row -> row.table().equals("pricing"))
                .extracting(RowsInProduction.RowDone::direction)
                .containsExactlyInAnyOrder("stored", "released");
        assertThat(rows)
                .filteredOn(row -> row.direction().equals("stored"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.done().hits()).isEqualTo(PERIODS);
                    assertThat(row.done().kwh()).isPositive();
                });
    }

    @Test
    void a_version_is_told_with_its_periods_trades_and_rows_that_were_never_hit() {
        var tables = grid.live().rules().activeTables();
        var use = production.use(grid.live(), tables, NOON.toString(), null);
        assertThat(use.periods()).isEqualTo(PERIODS);
        assertThat(use.trades()).isPositive();
        assertThat(use.next()).isNull();
        assertThat(use.rows())
                .filteredOn(row -> row.table().equals("pricing"))
                .extracting(RowsInProduction.RowUse::hits)
                .containsExactly(0L, (long) PERIODS, (long) PERIODS);
    }

    @Test
    void of_a_span_that_is_too_long_the_beginning_is_read() {
        var early = "2026-01-01T00:00:00Z";
        var span = SettledSpan.beginning(grid.live(), early, last.toString());
        assertThat(span.before().start()).isEqualTo(Instant.parse(early).plus(SettledSpan.LONGEST));
        assertThat(SettledSpan.end(grid.live(), null)).isEqualTo(last);
        var use = production.use(grid.live(), grid.live().rules().activeTables(), early, last.toString());
        var rows = production.of(grid.live(), early, last.toString());
        assertThat(use.next()).isNotNull().isEqualTo(use.to());
        assertThat(rows.next()).isNotNull().isEqualTo(rows.to());
    }

    /** As if the range lay nine days back. */
    private KeptPast keptFor(int days) {
        return new KeptPast(wiring, days, true);
    }

    /** Other grids keep theirs. */
    private void pruneBefore(Instant instant) {
        new JdbcPruneInbox(
                        database,
                        id -> Optional.of(Instant.EPOCH)
                                .filter(needed -> !id.text().equals(grid.name())))
                .messagesBefore(instant);
    }

    @Test
    void a_range_whose_readings_are_pruned_is_refused_at_once_with_what_is_kept() {
        var anHourLater = new MatchingPeriod(NOON.start().plus(Duration.ofHours(1)));
        var span = SettledSpan.of(grid.live(), NOON.toString(), last.toString());
        keptFor(0).refuseUnlessKept(grid.live(), span, WhatIfMode.DAY);
        grid.waitsUntil(anHourLater.start().plus(Duration.ofMinutes(20)));
        assertThat(grid.live().telemetry().packOld()).isTrue();
        keptFor(0).refuseUnlessKept(grid.live(), span, WhatIfMode.DAY);
        pruneBefore(anHourLater.start());
        assertThatThrownBy(() -> keptFor(0).refuseUnlessKept(grid.live(), span, WhatIfMode.DAY))
                .hasMessageContaining("are kept no more")
                .hasMessageContaining("choose a later range");
        grid.sells(anHourLater.next());
        assertThatThrownBy(() -> keptFor(0).refuseUnlessKept(grid.live(), span, WhatIfMode.DAY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Readings of grid " + grid.name() + " are kept from " + anHourLater
                        + " on (ems.inbox.kept-days, 0 days), and a day cannot be run again without them: begin the range at "
                        + anHourLater + " or later, or ask prices, which needs no readings.");
        keptFor(0).refuseUnlessKept(grid.live(), span, WhatIfMode.PRICES);
        keptFor(8).refuseUnlessKept(grid.live(), span, WhatIfMode.DAY);
        new KeptPast(wiring, 0, false).refuseUnlessKept(grid.live(), span, WhatIfMode.DAY);
    }

    @Test
    void a_range_whose_books_are_forgotten_is_refused_in_each_mode() throws Exception {
        Jdbi.create(database)
                .useHandle(sql -> sql.createUpdate("update books set retired_height = 1 where grid = :grid")
                        .bind("grid", grid.name())
                        .execute());
        for (var mode : WhatIfMode.values()) {
            refused(order(pricing(), mode.text()), "recorded is kept from " + NOON.next() + " on (ems.ledger.kept)");
        }
    }

    @Test
    void a_day_is_another_question_once_late_readings_corrected_it() throws Exception {
        var day = order(pricing(), "day");
        var prices = order(pricing(), "prices");
        var first = run(day);
        var cheap = run(prices);
        assertThat(first.state()).as(first.words()).isEqualTo(JobState.DONE);
        assertThat(run(day).id()).isEqualTo(first.id());
        var match = grid.live()
                .journal()
                .read(grid.live().key(NOON.next()))
                .first(Match.class)
                .orElseThrow();
        grid.sells(last.next());
        grid.live()
                .telemetry()
                .keepReadings(new ReadingBatch(
                        List.of(new MeterReading(
                                new ProsumerId("L1"),
                                NOON.next().start(),
                                MatchingPeriod.LENGTH,
                                Power.ofKilowatts(BigDecimal.ONE),
                                Power.ZERO)),
                        true,
                        Set.of(new LateReading(NOON.next(), new ProsumerId("L1")))));
        grid.tick(last.next().start().plusSeconds(3));
        assertThat(grid.live().journal().read(grid.live().key(last.next())).first(Correction.class))
                .hasValueSatisfying(correction -> assertThat(correction.match()).isEqualTo(match.id()));
        var again = run(day);
        assertThat(again.id()).isNotEqualTo(first.id());
        assertThat(again.state()).isEqualTo(JobState.FAILED);
        assertThat(again.words())
                .contains(
                        "Readings of " + NOON.next() + " came in late",
                        match.id().text());
        assertThat(run(prices).id()).isEqualTo(cheap.id());
    }

    @Test
    void a_job_that_is_cancelled_on_its_walk_ends_there_and_leaves_no_market() throws Exception {
        var rules = grid.live().rules().activeTables().compiled();
        for (int looks = 0; looks < 6; looks++) {
            int most = looks;
            var seen = new AtomicInteger();
            Runnable look = () -> {
                if (seen.getAndIncrement() == most) {
                    throw new IllegalCallerException("cancelled");
                }
            };
            var books = new LedgerPeriods(
                    new SettledRange(wiring.store(), grid.live().setup().grid()), look);
            var live = grid.live();
            var again = new WhatIf(
                    books, live.rules(), live.roster(), new RerunPlugs(live.telemetry(), PhysicalBounds.USUAL, engine));
            var wish = new WhatIfWish(WhatIfMode.DAY, NOON, last, rules, List.of(), version -> List.of(), trade -> {});
            assertThatThrownBy(() -> again.run(wish, (done, total, period) -> look.run()))
                    .isInstanceOf(IllegalCallerException.class);
            assertThat(markets.find(new GridId("rerun.now"))).isEmpty();
            assertThat(markets.find(new GridId("rerun.then"))).isEmpty();
        }
    }

    @Test
    void an_order_that_makes_no_sense_is_refused_in_words() throws Exception {
        var sound = pricing();
        refused(new WhatIfOrder(null, null, null, null, null, null, null), "'draft' is missing");
        refused(new WhatIfOrder(grid.name(), null, null, null, null, null, null), "'tables' is missing");
        refused(new WhatIfOrder(grid.name(), null, null, Map.of("weather.csv", ""), null, null, null), "'weather.csv'");
        refused(order(sound.replace(",50,", ",fifty,"), null), "row 7, column percent (%)");
        refused(order(sound, "luck"), "'mode' is 'luck'");
        var tables = Map.of("pricing.csv", sound);
        refused(
                new WhatIfOrder(grid.name(), null, null, tables, last.toString(), NOON.toString(), null),
                "should lie before 'to'");
        refused(
                new WhatIfOrder(grid.name(), null, null, tables, last.next().toString(), null, null),
                "and should lie before 'to'");
        refused(
                new WhatIfOrder(grid.name(), null, null, tables, "2020-01-01T00:00:00Z", null, null),
                "more than 31 days");
        refused(new WhatIfOrder(grid.name(), null, "000000000000", null, null, null, null), "000000000000");
    }

    private void refused(WhatIfOrder order, String words) {
        assertThatThrownBy(() -> whatIf.start(order, "anna"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
    }
}
