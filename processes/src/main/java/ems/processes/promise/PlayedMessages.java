package ems.processes.promise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What the runner of features wrote as it played: one JSON message a line.
 *
 * <p>Source of the format: Cucumber Messages, version 30.
 */
final class PlayedMessages {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SPECIFICATION = "features/specification/";
    private static final int LONGEST_REASON = 2_000;
    /** A failure starts with the name of its type, and ends with places in the code: neither is for a person who reads a promise. */
    private static final Pattern TYPE = Pattern.compile("\\A(?:[a-zA-Z_][\\w$]*\\.)+[\\w$]+:?\\s*");

    /** Two ways in which an assertion says what came and what was promised. */
    private static final Pattern CONTAINS = Pattern.compile(
            "(?s)Expecting \\w+:\\s*\\[(?<came>.*?)\\]\\s*to contain.*?:\\s*\\[(?<promised>.*?)\\]\\s*but .*");

    private static final Pattern EQUALS = Pattern.compile(
            "(?s)(?:\\[(?<what>[^\\]]*)\\]\\s*)?expected: (?<promised>.*?)\\s*\\n\\s*but was: (?<came>.*)");

    private static final Pattern PLACE_IN_CODE =
            Pattern.compile("\\s*at .*\\(.*\\)|\\s*\\.\\.\\. \\d+ more|\\s*at \u273d.*");

    private final Map<String, Integer> lines = new HashMap<>();
    private final Map<String, String> steps = new HashMap<>();
    private final Map<String, String> placeOfPickle = new HashMap<>();
    private final Map<String, String> pickleOfCase = new HashMap<>();
    private final Map<String, String> caseOfAttempt = new HashMap<>();
    private final Map<String, String> stepOfCase = new HashMap<>();
    private final Map<String, Outcome> broken = new HashMap<>();
    private final Map<String, Outcome> outcomes = new LinkedHashMap<>();

    private PlayedMessages() {}

    /**
     * By place, {@code pricing/energy-prices.feature:10}; of what has ended so far.
     *
     * @throws IOException if there is no such file
     */
    static Map<String, Outcome> outcomes(Path file) throws IOException {
        var messages = new PlayedMessages();
        try (Stream<String> written = Files.lines(file)) {
            for (String line : (Iterable<String>) written::iterator) {
                messages.take(JSON.readTree(line));
            }
        } catch (JsonProcessingException half) {
            return messages.outcomes; // the last line is being written
        }
        return messages.outcomes;
    }

    private void take(JsonNode message) {
        for (JsonNode child : message.path("gherkinDocument").path("feature").path("children")) {
            takeLines(child);
        }
        takePickle(message.path("pickle"));
        takeCase(message.path("testCase"));
        var started = message.path("testCaseStarted");
        if (!started.isMissingNode()) {
            caseOfAttempt.put(text(started, "id"), text(started, "testCaseId"));
        }
        takeStep(message.path("testStepFinished"));
        var finished = message.path("testCaseFinished");
        if (!finished.isMissingNode()) {
            String attempt = text(finished, "testCaseStartedId");
            outcomes.put(place(attempt), broken.getOrDefault(attempt, Outcome.KEPT));
        }
    }

    /** Of scenarios and rows of examples, as deep as they stand. */
    private void takeLines(JsonNode node) {
        var scenario = node.path("scenario");
        if (!scenario.isMissingNode()) {
            lines.put(
                    text(scenario, "id"), scenario.path("location").path("line").asInt());
            for (JsonNode examples : scenario.path("examples")) {
                for (JsonNode row : examples.path("tableBody")) {
                    lines.put(text(row, "id"), row.path("location").path("line").asInt());
                }
            }
        }
        for (JsonNode child : node.path("rule").path("children")) {
            takeLines(child);
        }
    }

    private void takePickle(JsonNode pickle) {
        if (pickle.isMissingNode()) {
            return;
        }
        String uri = text(pickle, "uri");
        int at = uri.lastIndexOf(SPECIFICATION);
        var nodes = pickle.path("astNodeIds");
        String path = at < 0 ? uri : uri.substring(at + SPECIFICATION.length());
        placeOfPickle.put(
                text(pickle, "id"),
                path + ":" + lines.get(nodes.path(nodes.size() - 1).asText()));
        for (JsonNode step : pickle.path("steps")) {
            steps.put(text(step, "id"), text(step, "text"));
        }
    }

    private void takeCase(JsonNode testCase) {
        if (testCase.isMissingNode()) {
            return;
        }
        pickleOfCase.put(text(testCase, "id"), text(testCase, "pickleId"));
        for (JsonNode step : testCase.path("testSteps")) {
            stepOfCase.put(text(step, "id"), steps.getOrDefault(text(step, "pickleStepId"), ""));
        }
    }

    private void takeStep(JsonNode finished) {
        var result = finished.path("testStepResult");
        String status = text(result, "status");
        if (!status.isEmpty() && !status.equals("PASSED")) {
            broken.putIfAbsent(
                    text(finished, "testCaseStartedId"),
                    new Outcome(
                            false,
                            stepOfCase.getOrDefault(text(finished, "testStepId"), ""),
                            status.equals("UNDEFINED")
                                    ? "no step of this build says what this means"
                                    : reason(result)));
        }
    }

    private static String reason(JsonNode result) {
        String message = text(result, "message");
        String told = TYPE.matcher(message)
                .replaceFirst("")
                .lines()
                .takeWhile(line -> !PLACE_IN_CODE.matcher(line).matches())
                .filter(line -> !line.isBlank())
                .collect(Collectors.joining("\n"));
        return shortened(inWords(told.strip()));
    }

    private static String inWords(String told) {
        var contains = CONTAINS.matcher(told);
        if (contains.matches()) {
            return "Promised: " + contains.group("promised").strip() + ". Came: "
                    + contains.group("came").strip() + ".";
        }
        var equals = EQUALS.matcher(told);
        if (equals.matches()) {
            String what = equals.group("what");
            return (what == null ? "" : what + ": ") + "promised: "
                    + equals.group("promised").strip() + ", came: "
                    + equals.group("came").strip();
        }
        return told;
    }

    private static String shortened(String told) {
        return told.length() <= LONGEST_REASON ? told : told.substring(0, LONGEST_REASON) + " ...";
    }

    private String place(String attempt) {
        return placeOfPickle.getOrDefault(pickleOfCase.getOrDefault(caseOfAttempt.getOrDefault(attempt, ""), ""), "");
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }
}
