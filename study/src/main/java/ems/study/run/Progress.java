package ems.study.run;

/** Hears how a study goes on, from any of its threads, one call at a time. */
@FunctionalInterface
public interface Progress {

    Progress SILENT = (done, all, perSecond) -> {};

    /**
     * @param done periods of all runs together
     * @param perSecond since the first period
     */
    void periods(long done, long all, long perSecond);
}
