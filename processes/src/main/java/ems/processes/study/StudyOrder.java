package ems.processes.study;

import ems.study.host.StudyHost;
import ems.study.run.Progress;

/** What to do with a study once the application has started. */
@FunctionalInterface
public interface StudyOrder {

    /** @return what came out, for the console */
    String carryOut(StudyHost host, int threads, Progress progress);
}
