package ems.processes.study;

import ems.study.host.StudyHost;
import ems.study.run.Progress;

/** What to do with a study once the application has started. */
@FunctionalInterface
public interface StudyOrder {

    /**
     * What came out.
     *
     * @param text for the console
     */
    record Outcome(String text, int exitCode) {

        public static Outcome success(String text) {
            return new Outcome(text, 0);
        }
    }

    Outcome carryOut(StudyHost host, int threads, Progress progress);
}
