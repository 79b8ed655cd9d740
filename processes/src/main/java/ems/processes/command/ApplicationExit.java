package ems.processes.command;

import java.util.function.BiConsumer;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;

/** Notes how the application ended, and says why if it failed. */
public final class ApplicationExit implements BiConsumer<Integer, Throwable> {

    private static final int FAILED = 2;

    private volatile int code;

    private ApplicationExit() {}

    /**
     * Runs an application until it ends.
     *
     * @param words what it is called with
     * @return the exit code
     */
    public static int of(Class<? extends QuarkusApplication> application, String... words) {
        var exit = new ApplicationExit();
        Quarkus.run(application, exit, words);
        return exit.code;
    }

    @Override
    public void accept(Integer ended, Throwable failure) {
        if (failure != null) {
            System.err.println("ems: " + Ems.oneSentence(failure));
        }
        code = failure != null ? FAILED : ended;
    }
}
