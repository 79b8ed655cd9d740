package ems.processes.child;

/** Who is told what becomes of a child. */
@FunctionalInterface
public interface ChildListener {

    /** A line that it says. */
    void hears(String line);

    /**
     * It ended by itself, after all its lines.
     *
     * @param said the beginning of its last line; empty: it said nothing
     */
    default void ended(int exitCode, String said) {}
}
