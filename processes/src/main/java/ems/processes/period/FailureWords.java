package ems.processes.period;

import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** What the engine says of a failure, for a person: the reason, without the names of Java classes that come before it. */
public final class FailureWords {

    private static final String QUALIFIED = "(?:[a-z_][\\w$]*\\.)+[A-Z][\\w$]*";
    /** As the engine writes it, and as an exception does that has nothing to say but its cause. */
    private static final Pattern NAMED = Pattern.compile("(" + QUALIFIED + ")(?: - |: )(.*)", Pattern.DOTALL);

    private static final Pattern JAVA = Pattern.compile("\\b" + QUALIFIED + "\\b|^[A-Z]\\w+(?:Exception|Error)\\b");
    /** Exceptions whose messages are sentences: Java's that this market throws, and the index's own. */
    private static final Set<String> WORDED = Set.of(
            "java.lang.IllegalStateException",
            "java.lang.IllegalArgumentException",
            "org.kie.kogito.index.service.DataIndexServiceException");

    private static final String WITHOUT_WORDS =
            "something went wrong that has no words of its own; the market's log says what and where";

    private FailureWords() {}

    /** @param message of the engine; null or blank if it has none */
    public static String of(@Nullable String message) {
        var rest = Objects.requireNonNullElse(message, "").strip();
        boolean worded = true;
        for (var named = NAMED.matcher(rest); named.matches(); named = NAMED.matcher(rest)) {
            worded = WORDED.contains(named.group(1)) || named.group(1).startsWith("ems.") || isWrapper(named.group(1));
            rest = named.group(2).strip();
        }
        return worded
                        && !rest.isEmpty()
                        && !rest.equals("null")
                        && !JAVA.matcher(rest).find()
                ? rest
                : WITHOUT_WORDS;
    }

    /** Its message is its cause: what comes next decides. */
    private static boolean isWrapper(String type) {
        return type.endsWith(".QuarkusTransactionException") || type.endsWith(".WorkflowRuntimeException");
    }
}
