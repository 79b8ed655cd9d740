package ems.features.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.ledger.verify.Verification.Verified;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.PeriodOpened;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An approval that was answered holds, whenever the market is killed: at once, or around the border of the period from which it
 * holds. Of one that was not answered either all is kept or nothing.
 */
@Tag("slow")
class KilledApprovalsTest {

    private static final Path LOG = Path.of("target", "crash", "killed-approvals.log");
    private static final List<Integer> KILLED_AFTER_MILLISECONDS = List.of(0, 5, 20, 80);

    @TempDir
    Path data;

    @BeforeEach
    void people() throws Exception {
        Files.createDirectories(LOG.getParent());
        Files.deleteIfExists(LOG);
        for (String person : List.of("ada admin", "anna analyst", "bert approver", "uma auditor")) {
            var words = person.split(" ");
            var adding = Packaged.started(
                    List.of(), "people", "add", words[0], "--role", words[1], "--data", data.toString());
            try (var keys = adding.outputWriter(StandardCharsets.UTF_8)) {
                keys.write(Workbench.PASSWORD + "\n");
            }
            String said = new String(adding.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(adding.waitFor()).as(said).isZero();
        }
    }

    private static MortalMarket started(Path data) throws IOException, InterruptedException {
        var market = MortalMarket.start(data, LOG);
        market.awaitSight("open doors", market.doors()::isReady);
        market.await(task -> task.is("collectBids"));
        return market;
    }

    /** Of the request that the approver sees. */
    private static Map<String, Object> approved(Workbench approver, JsonNode draft) throws Exception {
        var seen = approver.get("/api/rules/drafts/" + draft.path("id").asText());
        return Map.of(
                "hash",
                draft.path("hash").asText(),
                "request",
                seen.at("/request/trail").asLong(),
                "verdict",
                "approve",
                "reason",
                "fair");
    }

    private static String words(JsonNode node) {
        return node.path("words").asText();
    }

    @Test
    void an_answered_approval_survives_and_holds_from_its_period() throws Exception {
        String version;
        String before;
        MatchingPeriod from;
        try (var market = started(data)) {
            var anna = market.doors().as("anna");
            var draft = anna.draft("105");
            version = draft.path("version").asText();
            before = draft.path("base").asText();
            var clock = Instant.parse(draft.path("clock").asText());
            from = MatchingPeriod.containing(clock.plus(Duration.ofMinutes(5)));
            var path = "/api/rules/drafts/" + draft.path("id").asText() + "/approval-request";
            var asked = anna.post(path, Map.of("reason", "cheaper", "holdsFrom", from.toString()));
            assertThat(asked.statusCode()).as(asked.body()).isEqualTo(200);
            var bert = market.doors().as("bert");
            var verdict = approved(bert, draft);
            var answer = bert.post("/api/rules/approvals/" + draft.path("id").asText(), verdict);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(words(Doors.json(answer))).contains("holds from the period of " + from);
            market.kill();
        }
        // killed again around the border at which it becomes active
        for (int i = 0; i < 2; i++) {
            try (var market = started(data)) {
                market.kill();
            }
        }
        try (var market = started(data)) {
            var uma = market.doors().as("uma");
            market.awaitSight(
                    "rules that were approved",
                    () -> uma.get("/api/rules?grid=demo")
                            .at("/active/version")
                            .asText()
                            .equals(version));
            market.forgetSaid();
            market.await(task -> task.is("settle"));
            var versions = uma.get("/api/rules/versions?grid=demo");
            assertThat(versions.at("/0/how").asText()).isEqualTo("approved");
            assertThat(versions.at("/0/approver").asText()).isEqualTo("bert");
            assertThat(versions.at("/1/version").asText()).isEqualTo(before);
            assertThat(versions).hasSize(2);
            var books = Books.of(uma.ledger());
            assertThat(books.verification()).isInstanceOf(Verified.class);
            assertThat(books.blocks())
                    .allSatisfy(block -> assertThat(block.all(PeriodOpened.class))
                            .allSatisfy(opened -> assertThat(opened.rules())
                                    .isEqualTo(block.period().isBefore(from) ? before : version)));
            assertThat(books.all(PeriodOpened.class))
                    .extracting(PeriodOpened::rules)
                    .contains(before, version);
            market.stop();
        }
    }

    @Test
    void an_approval_that_was_not_answered_is_kept_whole_or_not_at_all() throws Exception {
        for (int i = 0; i < KILLED_AFTER_MILLISECONDS.size(); i++) {
            String id;
            String version;
            try (var market = started(data)) {
                var anna = market.doors().as("anna");
                var draft = anna.draft(String.valueOf(106 + i));
                id = draft.path("id").asText();
                version = draft.path("version").asText();
                anna.post("/api/rules/drafts/" + id + "/approval-request", Map.of("reason", "a test"));
                var bert = market.doors().as("bert");
                var verdict = approved(bert, draft);
                var answer = bert.postWithoutWaiting("/api/rules/approvals/" + id, verdict);
                market.live(Duration.ofMillis(KILLED_AFTER_MILLISECONDS.get(i)));
                market.kill();
                answer.cancel(true);
            }
            try (var market = started(data)) {
                var uma = market.doors().as("uma");
                var draft = uma.get("/api/rules/drafts/" + id);
                if (draft.path("state").asText().equals("asked")) {
                    assertThat(draft.path("judgements")).isEmpty();
                    assertThat(draft.path("scheduled").isNull()).isTrue();
                } else {
                    assertThat(draft.path("judgements")).hasSize(1);
                    market.awaitSight(
                            "rules that were approved",
                            () -> uma.get("/api/rules?grid=demo")
                                    .at("/active/version")
                                    .asText()
                                    .equals(version));
                    assertThat(uma.get("/api/rules/drafts/" + id).path("state").asText())
                            .isEqualTo("active");
                }
                market.await(task -> task.is("settle"));
                assertThat(Books.of(uma.ledger()).verification()).isInstanceOf(Verified.class);
                market.kill();
            }
        }
    }
}
