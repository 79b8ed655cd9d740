package ems.processes.command;

import java.util.function.BiConsumer;
import java.util.stream.Collectors;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.QuarkusBindException;

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
            System.err.println("ems: " + sentence(failure));
        }
        code = failure != null ? FAILED : ended;
    }

    /** What went wrong, and the way out where the command line has one. */
    static String sentence(Throwable failure) {
        for (var each = failure; each != null; each = each.getCause()) {
            if (each instanceof QuarkusBindException taken) {
                return "port " + taken.getPorts().stream().map(String::valueOf).collect(Collectors.joining(" or "))
                        + " is taken by another program: stop that, or name another port with --port N";
            }
        }
        return Ems.oneSentence(failure);
    }
}
