package ems.processes.agent;

import java.io.PrintWriter;

/** What an agent says to whoever watches it: a line each; the same trouble in a row once a minute. */
public final class AgentVoice {

    private final PrintWriter out;
    private final PrintWriter err;
    private String trouble = "";

    public AgentVoice(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    public void says(String line) {
        out.println(line);
        out.flush();
    }

    public void warns(String line) {
        err.println("ems: " + line);
        err.flush();
    }

    /** What the market owes an answer for. */
    void accuses(String line) {
        warns("WRONG: " + line);
    }

    void fails(String why) {
        if (!why.equals(trouble)) {
            trouble = why;
            warns(why);
        }
    }

    /** From here on it says the same trouble again. */
    void startsOver() {
        trouble = "";
    }
}
