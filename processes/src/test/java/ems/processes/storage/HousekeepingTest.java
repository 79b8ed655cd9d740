package ems.processes.storage;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import jakarta.inject.Inject;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.ledger.bill.MemberBooks;
import ems.ledger.store.LedgerBlocks;
import ems.market.party.GridId;
import ems.market.quantity.MatchingPeriod;
import ems.processes.folder.DatabasePages;
import ems.processes.grid.GridWiring;
import ems.processes.grid.LiveGrid;
import ems.processes.grid.LiveGrids;
import ems.processes.period.Markets;
import ems.processes.sandbox.SandboxPlan;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class HousekeepingTest {

    private static final AtomicInteger GRIDS = new AtomicInteger();
    private static final MatchingPeriod NOON = new MatchingPeriod(Instant.parse("2026-06-21T12:00:00Z"));
    private static final int PERIODS = 100;
    private static final int A_DAY = 1_440;

    @Inject
    LiveGrids grids;

    @Inject
    GridWiring wiring;

    @Inject
    Markets markets;

    @Inject
    EndedInstances instances;

    @Inject
    DatabaseCompaction compacting;

    @Inject
    StorageUse storage;

    @Inject
    DataSource database;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Housekeeping chores;
    private LiveGrid grid;

    @BeforeEach
    void aGridWithManyBlocks() {
        var id = new GridId("kept-" + GRIDS.incrementAndGet());
        var plan = new SandboxPlan(
                NOON.start(),
                new BigDecimal("6.4"),
                new BigDecimal("29.49"),
                "optimal",
                "persistence",
                List.of("L1"),
                List.of(new SandboxPlan.Vehicle(
                        "EV1",
                        new BigDecimal(80),
                        BigDecimal.ZERO,
                        null,
                        null,
                        null,
                        new BigDecimal(40),
                        new BigDecimal(15))),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                null);
        grid = grids.open(plan.setup(id, Path.of("../rules/tables")), NOON::start, true, UnaryOperator.identity());
        abandon(NOON, PERIODS);
        chores = new Housekeeping(
                grids, retention(Optional.of(Duration.ZERO)), instances, compacting, storage, wiring, meters);
    }

    private void abandon(MatchingPeriod first, int periods) {
        var period = first;
        for (int i = 0; i < periods; i++) {
            markets.of(grid.setup().grid()).abandon(grid.key(period), "skipped by a test");
            period = period.next();
        }
    }

    @AfterEach
    void end() throws InterruptedException {
        chores.stop();
    }

    @Test
    void aGridWhoseBooksCannotBeReadStopsNothingElse(@TempDir Path data) throws InterruptedException {
        var measured = new StorageUse(data, new SimpleMeterRegistry());
        chores.stop();
        chores = new Housekeeping(grids, retention(Optional.empty()), instances, compacting, measured, wiring, meters);
        var jdbi = Jdbi.create(database);
        jdbi.useHandle(sql -> sql.execute("alter table block rename to block_away"));
        try {
            chores.all(NOON.start());
        } finally {
            jdbi.useHandle(sql -> sql.execute("alter table block_away rename to block"));
        }
        assertThat(meters.counter("ems.housekeeping.failures", "chore", "look after a grid")
                        .count())
                .as("each of them was tried")
                .isEqualTo(grids.all().size());
        assertThat(measured.now()).isPresent();
    }

    @Test
    void anErrorDoesNotEndTheForcing() throws InterruptedException {
        var forced = new CountDownLatch(2);
        var failing = new DatabaseCompaction(database, new DatabasePages()) {
            @Override
            void force() {
                forced.countDown();
                throw new StackOverflowError();
            }
        };
        chores.stop();
        chores = new Housekeeping(grids, retention(Optional.empty()), instances, failing, storage, wiring, meters);
        chores.ifDue(NOON.start());
        assertThat(forced.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(meters.counter("ems.housekeeping.failures", "chore", "force the database to the disk")
                        .count())
                .isPositive();
    }

    private static Retention retention(Optional<Duration> inDatabase) {
        return new Retention(
                Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, inDatabase, Duration.ofDays(400));
    }

    private long archives(String where) {
        return Jdbi.create(database)
                .withHandle(sql -> sql.createQuery("select count(*) from archive where grid = :grid" + where)
                        .bind("grid", grid.setup().grid().text())
                        .mapTo(Long.class)
                        .one());
    }

    private double failures() {
        return meters.find("ems.housekeeping.failures").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    @Test
    void oldPeriodsAreArchivedAndMovedToFiles() {
        chores.all(NOON.start());
        assertThat(archives(" and parts = 0")).isEqualTo(1);
        assertThat(wiring.store()
                        .archive()
                        .orElseThrow()
                        .resolve(grid.setup().grid().text()))
                .isDirectoryContaining("glob:**.archive");
        assertThat(grid.journal().read(grid.key(NOON)).isClosed()).isTrue();
        assertThat(meters.getMeters()).as("chores that failed").isEmpty();
    }

    @Test
    void aChoreThatFailsStopsNoOther() {
        var jdbi = Jdbi.create(database);
        jdbi.useHandle(sql -> sql.execute("alter table signed_bid rename to signed_bid_away"));
        try {
            chores.all(NOON.start());
        } finally {
            jdbi.useHandle(sql -> sql.execute("alter table signed_bid_away rename to signed_bid"));
        }
        assertThat(meters.counter("ems.housekeeping.failures", "chore", "forget signed bids")
                        .count())
                .isPositive();
        assertThat(archives("")).isEqualTo(1);
        double before = failures();
        chores.all(NOON.start());
        assertThat(failures()).as("done again, and well").isEqualTo(before);
    }

    @Test
    void entriesThatAreNotOnABillYetAreNotForgotten() throws InterruptedException {
        abandon(
                new MatchingPeriod(NOON.start().plus(MatchingPeriod.LENGTH.multipliedBy(PERIODS))),
                A_DAY - PERIODS + 2);
        var retention = new Retention(
                Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Optional.empty(), Duration.ZERO);
        var forgetting = new Housekeeping(grids, retention, instances, compacting, storage, wiring, meters);
        var blocks = new LedgerBlocks(wiring.store());
        var id = grid.setup().grid();
        var jdbi = Jdbi.create(database);
        jdbi.useHandle(sql -> sql.execute("alter table billed_blocks rename to billed_blocks_away"));
        try {
            forgetting.all(NOON.start());
        } finally {
            jdbi.useHandle(sql -> sql.execute("alter table billed_blocks_away rename to billed_blocks"));
        }
        assertThat(blocks.forgottenUpTo(id)).isEqualTo(-1);
        assertThat(meters.counter("ems.housekeeping.failures", "chore", "count what members bought and sold")
                        .count())
                .isPositive();
        try {
            forgetting.all(NOON.start());
        } finally {
            forgetting.stop();
        }
        assertThat(blocks.forgottenUpTo(id)).isPositive();
        assertThat(new MemberBooks(wiring.store()).firstKept(id))
                .isEqualTo(blocks.period(id, blocks.forgottenUpTo(id) + 1));
        assertThat(new MemberBooks(wiring.store()).countedUpTo(id).orElseThrow())
                .isGreaterThanOrEqualTo(blocks.forgottenUpTo(id));
    }
}
