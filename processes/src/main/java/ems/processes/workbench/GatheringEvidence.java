package ems.processes.workbench;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jakarta.inject.Singleton;

import ems.processes.job.Job;
import ems.processes.job.JobView;
import ems.processes.promise.PromisesPlayed;
import ems.processes.whatif.WhatIfsDone;
import ems.rules.draft.Draft;
import ems.rules.draft.DraftEvidence;
import ems.rules.draft.DraftState;

/** What is known of a draft's cells just now: the latest what-if of them, and the promises that were played against them. */
@Singleton
class GatheringEvidence {

    private final WhatIfsDone whatIfs;
    private final PromisesPlayed promises;

    GatheringEvidence(WhatIfsDone whatIfs, PromisesPlayed promises) {
        this.whatIfs = whatIfs;
        this.promises = promises;
    }

    DraftEvidence of(Draft draft) {
        var hash = draft.tables().hash();
        return new DraftEvidence(whatIfs.latest(draft.grid(), hash), promises.against(hash));
    }

    /** What came to be known of them since approval was asked for; empty: nobody asks for it now. */
    Optional<SinceAsked> sinceAsked(Draft draft) {
        return draft.state() == DraftState.ASKED
                ? Optional.of(new SinceAsked(of(draft), underWay(draft)))
                : Optional.empty();
    }

    private List<JobView> underWay(Draft draft) {
        var hash = draft.tables().hash();
        return Stream.concat(whatIfs.underWay(draft.grid(), hash).stream(), promises.underWay(hash).stream())
                .sorted(Comparator.comparing(Job::id))
                .map(JobView::of)
                .toList();
    }
}
