package ems.processes.command;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import picocli.CommandLine.Model.CommandSpec;

import ems.processes.folder.DataFolder;
import ems.processes.folder.DatabaseLock;
import ems.processes.folder.MarketCall;

/**
 * One request to the market of a data folder: to the one that runs in it, else to one that is started for it, answers nobody else
 * and opens no grid.
 *
 * @param body empty: none
 * @param judged the answer is a judgement: what is wrong, if anything, stands in {@code why}, and then the errand fails
 */
record Errand(String method, String path, Map<String, Object> body, boolean judged) {

    Errand(String method, String path, Map<String, Object> body) {
        this(method, path, body, false);
    }

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FIRST_FAILURE = 300;
    private static final int WRONG = 1;
    private static final int FAILED = 2;

    /**
     * For what only grids that run can answer: no market is started, and nothing is written.
     *
     * @return the exit code
     * @throws IllegalArgumentException if no market runs in the folder
     */
    int runInRunning(Path data, CommandSpec command) throws IOException {
        if (!isRunning(data)) {
            throw new IllegalArgumentException("no market runs in the data folder " + data.toAbsolutePath()
                    + ": start it with ./ems run, or name the folder of the one that runs with --data");
        }
        return send(MarketCall.into(data), command);
    }

    private static boolean isRunning(Path data) throws IOException {
        try (var lock = DatabaseLock.of(DataFolder.databaseIn(data))) {
            return lock.isRunning();
        }
    }

    /** @return the exit code */
    int run(Path data, CommandSpec command) throws IOException {
        if (isRunning(data)) {
            return send(MarketCall.into(data), command);
        }
        Files.createDirectories(data);
        DataFolder.of(data).open();
        DataFolder.of(data).refuseUnreadable();
        Settings.withDatabaseIn(data.toAbsolutePath());
        // for this command alone, however the market itself is reached
        Settings.force("quarkus.http.host", "127.0.0.1");
        Settings.force("quarkus.http.port", "0");
        Settings.force("quarkus.http.ssl-port", "0");
        Settings.force("quarkus.http.insecure-requests", "enabled");
        Settings.set("ems.commands", "true");
        var words = command.root().commandLine().getParseResult().originalArgs();
        return ErrandApplication.start(this, command, words);
    }

    int send(MarketCall market, CommandSpec command) throws IOException {
        var answer = market.send(method, path, body.isEmpty() ? "" : JSON.writeValueAsString(body), PATIENCE);
        if (answer.statusCode() < FIRST_FAILURE) {
            lines(answer).forEach(command.commandLine().getOut()::println);
            return judged && !JSON.readTree(answer.body()).path("why").asText().isEmpty() ? WRONG : 0;
        }
        command.commandLine().getErr().println("ems: " + problem(answer));
        return FAILED;
    }

    private static String problem(HttpResponse<String> answer) throws IOException {
        var said = answer.body().startsWith("{")
                ? JSON.readTree(answer.body()).path("detail").asText()
                : "";
        return said.isEmpty() ? "the market answers with status " + answer.statusCode() : said;
    }

    private static List<String> lines(HttpResponse<String> answer) throws IOException {
        if (answer.body().isBlank()) {
            return List.of("done");
        }
        var told = JSON.readTree(answer.body());
        return Terminal.isThere() ? AnswerLines.forPerson(told) : AnswerLines.forProgram(told);
    }
}
