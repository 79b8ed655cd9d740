package ems.processes.command;

import java.util.function.BiConsumer;

/** Notes how the application ended, and says why if it failed. */
final class ApplicationExit implements BiConsumer<Integer, Throwable> {

    private static final int FAILED = 2;

    private volatile int exitCode;

    @Override
    public void accept(Integer code, Throwable failure) {
        if (failure != null) {
            System.err.println("ems: " + Ems.oneSentence(failure));
        }
        exitCode = failure != null ? FAILED : code;
    }

    int exitCode() {
        return exitCode;
    }
}
