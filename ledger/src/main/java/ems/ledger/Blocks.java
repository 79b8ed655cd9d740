package ems.ledger;

import java.util.Set;
import java.util.stream.Collectors;

import ems.market.journal.PeriodRecord;
import ems.market.journal.StepRecord;
import ems.market.ledger.BlockHeader;
import ems.market.period.Step;

/** When a period may be sealed, and how its block is named. */
final class Blocks {

    private Blocks() {}

    /** Settled or abandoned, or never more than an enrolment: nothing is left to do. */
    static boolean isEnded(PeriodRecord period) {
        return isEnded(period.steps().stream().map(StepRecord::step).collect(Collectors.toSet()));
    }

    /** Of a period that has done these steps. */
    static boolean isEnded(Set<Step> steps) {
        return isClosed(steps) || steps.stream().allMatch(step -> step == Step.ENROL);
    }

    /** Settled or abandoned: it takes no further step. */
    static boolean isClosed(PeriodRecord period) {
        return period.has(Step.SETTLE) || period.has(Step.ABANDON);
    }

    /** Of a period that has done these steps. */
    static boolean isClosed(Set<Step> steps) {
        return steps.contains(Step.SETTLE) || steps.contains(Step.ABANDON);
    }

    static String name(BlockHeader header) {
        return "block " + header.height() + " of grid " + header.key().grid();
    }
}
