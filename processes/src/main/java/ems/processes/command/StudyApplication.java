package ems.processes.command;

import java.io.IOException;

import io.quarkus.runtime.QuarkusApplication;
import picocli.CommandLine.Model.CommandSpec;

import ems.processes.study.StudyOrder;
import ems.processes.study.StudyRunner;

/**
 * The application of {@code ./ems study}, {@code ./ems forecast} and {@code ./ems verify} of a study. It reads the same words as the command that started it
 * once more, so that nothing but words is handed over.
 */
class StudyApplication implements QuarkusApplication {

    private final StudyRunner runner;

    StudyApplication(StudyRunner runner) {
        this.runner = runner;
    }

    /** @return the exit code */
    static int start(CommandSpec command) {
        Settings.withoutDoors();
        var words = command.root().commandLine().getParseResult().originalArgs();
        return ApplicationExit.of(StudyApplication.class, words.toArray(String[]::new));
    }

    @Override
    public int run(String... words) throws IOException {
        return runner.run((StudyOrder) Ems.command(words));
    }
}
