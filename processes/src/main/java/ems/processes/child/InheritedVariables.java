package ems.processes.child;

import java.util.Set;

/** What a child knows of the environment: where things are, and no setting, key or password of whoever starts it. */
public final class InheritedVariables {

    private static final Set<String> NAMES = Set.of("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "TZ");

    private InheritedVariables() {}

    /** Takes all others from a child that is not started yet. */
    public static ProcessBuilder only(ProcessBuilder child) {
        child.environment().keySet().retainAll(NAMES);
        return child;
    }
}
