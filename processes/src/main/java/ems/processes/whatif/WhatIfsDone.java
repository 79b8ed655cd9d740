package ems.processes.whatif;

import java.util.List;
import java.util.Optional;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import ems.market.party.GridId;
import ems.processes.job.BackgroundJobs;
import ems.processes.job.Job;
import ems.processes.job.JobTable;
import ems.processes.job.RunningBuild;
import ems.processes.whatif.WhatIfView.MinutesView;
import ems.processes.whatif.WhatIfView.TradesView;
import ems.rules.draft.DraftEvidence;

/** What-ifs that ended with a result, in short, and those that are under way. */
@Singleton
public class WhatIfsDone {

    private final JobTable jobs;
    private final BackgroundJobs running;
    private final RunningBuild build;
    private final ObjectMapper json;

    public WhatIfsDone(JobTable jobs, BackgroundJobs running, RunningBuild build, ObjectMapper json) {
        this.jobs = jobs;
        this.running = running;
        this.build = build;
        this.json = json;
    }

    /**
     * The latest by this build of exactly these cells, whether a draft, a version or posted tables said so.
     *
     * @param hash of what the tables say
     */
    public Optional<DraftEvidence.WhatIf> latest(GridId grid, String hash) {
        return jobs.done(RunningWhatIf.KIND).stream()
                .filter(job -> RunningWhatIf.isOf(job.key(), grid, hash, build.name()))
                .findFirst()
                .flatMap(job -> jobs.result(job.id()).map(result -> summary(job, read(result))));
    }

    /** Those of exactly these cells that run, or wait for their turn. */
    public List<Job> underWay(GridId grid, String hash) {
        return running.underWay(
                key -> key.kind().equals(RunningWhatIf.KIND) && RunningWhatIf.isOf(key, grid, hash, build.name()));
    }

    private WhatIfView read(String result) {
        try {
            return json.readValue(result, WhatIfView.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the market wrote this result itself", e);
        }
    }

    private static DraftEvidence.WhatIf summary(Job job, WhatIfView view) {
        return new DraftEvidence.WhatIf(
                job.id(),
                job.ended().orElse(job.started()),
                view.mode(),
                view.from(),
                view.to(),
                view.periods(),
                view.refused() == null ? 0 : view.refused().pairs(),
                Optional.ofNullable(
                                view.day() == null ? view.prices() : view.day().trades())
                        .map(WhatIfsDone::prices),
                Optional.ofNullable(view.minutes()).map(WhatIfsDone::minutes));
    }

    private static DraftEvidence.Prices prices(TradesView prices) {
        return new DraftEvidence.Prices(
                prices.storedKwh(),
                prices.storedThenKwh(),
                prices.releasedKwh(),
                prices.releasedThenKwh(),
                prices.homesNowPence(),
                prices.homesThenPence(),
                prices.gridPence(),
                prices.batteriesNowPence(),
                prices.batteriesThenPence(),
                prices.changed(),
                prices.gaining(),
                prices.losing(),
                prices.members().stream()
                        .filter(member -> member.differencePence().signum() < 0)
                        .findFirst()
                        .map(member -> new DraftEvidence.Loser(member.party(), member.differencePence())),
                prices.nobodyWorse());
    }

    private static DraftEvidence.Minutes minutes(MinutesView minutes) {
        return new DraftEvidence.Minutes(
                minutes.minutes(),
                minutes.changedMinutes(),
                minutes.newlyRefused(),
                minutes.newlyAdmitted(),
                minutes.pairsNow(),
                minutes.pairsThen(),
                minutes.kwhNow(),
                minutes.kwhThen());
    }
}
