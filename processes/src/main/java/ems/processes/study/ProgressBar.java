package ems.processes.study;

import java.io.PrintStream;

import ems.study.run.Progress;

/** A bar that fills on a terminal; without one, a line each tenth of the way. */
final class ProgressBar implements Progress, AutoCloseable {

    private static final int WIDTH = 40;

    private final PrintStream out;
    private final boolean terminal;
    private long shownTenths = -1;
    private boolean drawn;

    ProgressBar(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public void periods(long done, long all, long perSecond) {
        if (terminal) {
            int filled = (int) (WIDTH * done / all);
            out.print("\r[" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + done + " of " + all
                    + " periods, " + pace(done, all, perSecond) + "   ");
            drawn = true;
        } else if (10 * done / all > shownTenths) {
            shownTenths = 10 * done / all;
            out.println(done + " of " + all + " periods, " + pace(done, all, perSecond));
        }
    }

    /** With the time that the rest takes at this pace. */
    private static String pace(long done, long all, long perSecond) {
        String pace = perSecond + "/s";
        return perSecond == 0 || done == all ? pace : pace + ", " + words((all - done) / perSecond) + " left";
    }

    private static String words(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        long minutes = seconds / 60;
        return minutes < 60 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
    }

    @Override
    public void close() {
        if (drawn) {
            out.println();
            drawn = false;
        }
    }
}
