package ems.processes.workbench;

import java.util.List;

import ems.processes.job.JobView;
import ems.rules.draft.DraftEvidence;

/**
 * What came to be known of a draft's cells since approval was asked for: the request itself keeps what was known then.
 *
 * @param known what is known now
 * @param underWay what-ifs of exactly these cells, and promises against them, that run or wait for their turn
 */
public record SinceAsked(DraftEvidence known, List<JobView> underWay) {

    public SinceAsked {
        underWay = List.copyOf(underWay);
    }
}
