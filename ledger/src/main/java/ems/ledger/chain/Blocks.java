package ems.ledger.chain;

import java.util.Set;
import java.util.stream.Collectors;

import ems.market.ledger.BlockHeader;
import ems.market.record.PeriodRecord;
import ems.market.record.Step;
import ems.market.record.StepRecord;

/** When a period may be sealed, and how its block is named. */
public final class Blocks {

    private Blocks() {}

    /** Settled or abandoned, or never more than an enrolment: nothing is left to do. */
    public static boolean isEnded(PeriodRecord period) {
        return isEnded(period.steps().stream().map(StepRecord::step).collect(Collectors.toSet()));
    }

    /** Of a period that has done these steps. */
    public static boolean isEnded(Set<Step> steps) {
        return isClosed(steps) || steps.stream().allMatch(step -> step == Step.ENROL);
    }

    /** Settled or abandoned: it takes no further step. */
    public static boolean isClosed(PeriodRecord period) {
        return period.has(Step.SETTLE) || period.has(Step.ABANDON);
    }

    /** Of a period that has done these steps. */
    public static boolean isClosed(Set<Step> steps) {
        return steps.contains(Step.SETTLE) || steps.contains(Step.ABANDON);
    }

    public static String name(BlockHeader header) {
        return "block " + header.height() + " of grid " + header.key().grid();
    }
}
