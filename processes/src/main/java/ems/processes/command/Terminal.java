package ems.processes.command;

import java.io.PrintWriter;

/** Whether a person reads what a command prints. */
final class Terminal {

    private Terminal() {}

    /** A line that tells a person what the columns of the next lines are; programs get the lines alone. */
    static void head(PrintWriter out, String head) {
        if (isThere()) {
            out.println(head);
        }
    }

    /** Java 22 and later have a console where none is a terminal, and say so by a method that 17 does not have. */
    static boolean isThere() {
        var console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(
                    java.io.Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException older) {
            return true;
        }
    }
}
