package ems.processes.guard;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What anybody may send unasked, a name and a password, is short and says how long it is; and it comes at once. */
public final class StrangersBodies implements EntryCheck {

    /** The addresses that take a body from whoever is not logged in. */
    public static final List<String> PATHS = List.of("/api/login", "/api/setup");

    private static final Pattern PATH =
            Pattern.compile(PATHS.stream().map(Pattern::quote).collect(Collectors.joining("|", "(?:", ")/*")));
    private static final int LENGTH_REQUIRED = 411;
    private static final int TOO_LARGE = 413;
    private static final long MOST = 4_096;
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD");

    StrangersBodies() {}

    static boolean isFor(RequestHead head) {
        return !WITHOUT_BODY.contains(head.method())
                && PATH.matcher(head.path()).matches();
    }

    @Override
    public Optional<Denial> denialOf(RequestHead head) {
        if (!isFor(head)) {
            return Optional.empty();
        }
        if (head.length().isEmpty() || head.header("Transfer-Encoding").isPresent()) {
            return Optional.of(denial(
                    LENGTH_REQUIRED,
                    head.asked() + " takes a body of stated length only; send it with Content-Length."));
        }
        return head.length()
                .filter(length -> length > MOST)
                .map(length -> denial(
                        TOO_LARGE,
                        "The body of " + head.asked() + " has " + length
                                + " bytes, and a name and a password take at most " + MOST + "."));
    }

    private static Denial denial(int status, String problem) {
        return new Denial(status, problem, Map.of("Connection", "close"));
    }
}
