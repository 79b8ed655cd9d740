package ems.processes.workbench;

import jakarta.inject.Singleton;

import ems.processes.promise.PromisesPlayed;
import ems.processes.whatif.WhatIfsDone;
import ems.rules.draft.Draft;
import ems.rules.draft.DraftEvidence;

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
}
