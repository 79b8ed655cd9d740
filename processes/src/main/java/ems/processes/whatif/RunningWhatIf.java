package ems.processes.whatif;

import java.util.List;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import ems.ledger.store.SettledRange;
import ems.market.ledger.BlockHeader;
import ems.market.party.GridId;
import ems.market.physics.PhysicalBounds;
import ems.market.quantity.MatchingPeriod;
import ems.processes.grid.GridWiring;
import ems.processes.job.BackgroundJobs;
import ems.processes.job.Job;
import ems.processes.job.JobFailed;
import ems.processes.job.JobKey;
import ems.processes.job.JobOrder;
import ems.processes.job.JobProgress;
import ems.processes.job.JobResult;
import ems.processes.job.JobView;
import ems.processes.job.RunningBuild;
import ems.processes.period.PeriodTurns;
import ems.rules.ArchiveChanged;
import ems.rules.RuleTables;
import ems.rules.table.TablesRefused;
import ems.study.recorded.ReplayRefused;
import ems.study.recorded.RerunPlugs;
import ems.study.whatif.WhatIf;
import ems.study.whatif.WhatIfMode;
import ems.study.whatif.WhatIfWish;

/**
 * Starts what-ifs as jobs. The same question about the same books by the same build is one job: its result stays with what it
 * depends on. They give way to the periods that the market works on.
 */
@Singleton
public class RunningWhatIf {

    static final String KIND = "what-if";
    private static final int LISTED = 10;
    /** Word of a key, from 0: after the grid and the name. */
    private static final int HASH_AT = 2;

    private final TriedRules rules;
    private final GridWiring wiring;
    private final EnginePeriods engine;
    private final PhysicalBounds physics;
    private final BackgroundJobs jobs;
    private final ObjectMapper json;
    private final RunningBuild build;
    private final KeptPast kept;
    private final PeriodTurns turns;

    public RunningWhatIf(
            TriedRules rules,
            GridWiring wiring,
            EnginePeriods engine,
            PhysicalBounds physics,
            BackgroundJobs jobs,
            ObjectMapper json,
            RunningBuild build,
            KeptPast kept,
            PeriodTurns turns) {
        this.rules = rules;
        this.wiring = wiring;
        this.engine = engine;
        this.physics = physics;
        this.jobs = jobs;
        this.json = json;
        this.build = build;
        this.kept = kept;
        this.turns = turns;
    }

    /**
     * Starts the job, or finds the one of the same question, whose answer outlives what it was made from.
     *
     * @param person who wants it, as the trail names them
     * @throws IllegalArgumentException if the order does not say what to try, or on which periods, or these are no longer kept
     */
    public Job start(WhatIfOrder order, String person) {
        var tried = rules.of(order);
        var tables = tried.checked();
        var mode = WhatIfMode.parse(order.mode() == null ? WhatIfMode.PRICES.text() : order.mode());
        var span = SettledSpan.of(tried.grid(), order.from(), order.to());
        var key = key(tried, span, mode);
        var known = jobs.known(key);
        if (known.isPresent()) {
            return known.get();
        }
        kept.refuseUnlessKept(tried.grid(), span, mode);
        var title = "what-if of " + tried.name() + " on " + tried.grid().setup().grid() + ", " + span.words() + ", "
                + mode.text();
        var wanted = new JobOrder(key, title, person, false);
        return jobs.start(wanted, progress -> work(tried, tables, span, mode, progress));
    }

    /** All that the result depends on: of what later periods book, corrections alone change a day that is run again. */
    private JobKey key(TriedRules.Tried tried, SettledSpan span, WhatIfMode mode) {
        var grid = tried.grid().setup().grid();
        var head = tried.grid()
                .ledger()
                .block(tried.grid().key(span.before().previous()))
                .or(() -> tried.grid().ledger().head(grid))
                .map(BlockHeader::hash)
                .orElse("");
        return new JobKey(
                KIND,
                beginning(tried)
                        + String.join(
                                " ",
                                tried.hash(),
                                mode.text(),
                                span.from().toString(),
                                span.before().toString(),
                                head,
                                mode == WhatIfMode.DAY ? corrected(grid, span) : "",
                                build.name()));
    }

    private String corrected(GridId grid, SettledSpan span) {
        return new SettledRange(wiring.store(), grid)
                .lastCorrected(span.from(), span.before())
                .map(MatchingPeriod::toString)
                .orElse("");
    }

    /** Whether a key is that of tables with this hash on this grid, tried by this build. */
    static boolean isOf(JobKey key, GridId grid, String hash, String build) {
        var words = key.text().split(" ", -1);
        return words.length > HASH_AT
                && words[0].equals(grid.text())
                && words[HASH_AT].equals(hash)
                && words[words.length - 1].equals(build);
    }

    /** What the keys of all what-ifs of these rules begin with, whether asked before they were changed or after. */
    private static String beginning(TriedRules.Tried tried) {
        return tried.grid().setup().grid() + " " + tried.name().replace(' ', '-') + " ";
    }

    /**
     * What was asked of some rules.
     *
     * @param hash names what they say now
     * @param settledTo end of the last settled period
     * @param jobs newest first, without their results
     */
    record Asked(String grid, String name, String hash, String settledTo, List<JobView> jobs) {}

    Asked asked(WhatIfOrder of) {
        var tried = rules.of(of);
        return new Asked(
                tried.grid().setup().grid().text(),
                tried.name(),
                tried.hash(),
                SettledSpan.of(tried.grid(), null, null).before().toString(),
                jobs.latest(KIND, beginning(tried), LISTED).stream()
                        .map(JobView::of)
                        .toList());
    }

    private JobResult work(
            TriedRules.Tried tried, RuleTables tables, SettledSpan span, WhatIfMode mode, JobProgress progress) {
        progress.at(0, 1, "compiling the tables");
        var csv = new ChangedTradesCsv();
        try {
            var versions = tried.grid().rules();
            var wish = new WhatIfWish(
                    mode,
                    span.from(),
                    span.before(),
                    tables.compiled(),
                    TriedRules.Tried.rows(tables),
                    version -> TriedRules.Tried.rows(versions.tables(version)),
                    csv);
            var books = new LedgerPeriods(
                    new SettledRange(wiring.store(), tried.grid().setup().grid()), () -> {
                        turns.giveWay();
                        progress.look();
                    });
            var plugs = new RerunPlugs(tried.grid().telemetry(), physics, engine);
            var result = new WhatIf(books, versions, tried.grid().roster(), plugs).run(wish, (done, total, period) -> {
                turns.giveWay();
                progress.at(done, total, "replaying " + SettledSpan.moment(period));
            });
            boolean otherPricing = result.versions().stream()
                    .anyMatch(version -> TriedRules.Tried.pricesOtherwise(tables, versions.tables(version)));
            return new JobResult(
                    json.writeValueAsString(
                            WhatIfView.of(tried, tables.version(), otherPricing, span, mode, result, csv.isCut())),
                    csv.text());
        } catch (ReplayRefused | TablesRefused | ArchiveChanged refused) {
            throw new JobFailed(refused.getMessage());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the result of a what-if is no JSON", e);
        }
    }
}
