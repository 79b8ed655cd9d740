package ems.processes.watch;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ems.market.party.GridId;
import ems.market.telemetry.DeadLetter;
import ems.routes.store.JdbcDeadLetters;

import static org.assertj.core.api.Assertions.assertThat;

/** Refused messages stand together when only their numbers and names differ, and count as new after somebody has seen them. */
@QuarkusTest
class LetterGroupsTest {

    private static final Instant NOON = Instant.parse("2026-06-21T12:00:00Z");

    @Inject
    DataSource database;

    @Inject
    LetterGroups groups;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "power of 120.5 kW is above 100 kW                | power of # kW is above # kW",
                "meter 'L7' is no member of grid 'demo'           | meter '..' is no member of grid '..'",
                "the instant 2026-06-21T12:00:00Z lies 5 s ahead  | the instant # lies # s ahead",
                "its sender does not speak for prosumer:aaaab: say | its sender does not speak for ..: say",
                "the message is empty                             | the message is empty"
            })
    void a_reason_is_told_without_what_differs(String reason, String group) {
        assertThat(LetterGroups.group(reason)).isEqualTo(group);
    }

    @Test
    void the_commonest_reason_comes_first_with_its_latest_message() {
        var grid = new GridId("letters-by-reason");
        var letters = JdbcDeadLetters.of(database, grid);
        for (int i = 0; i < 3; i++) {
            letters.add(new DeadLetter(
                    "readings", NOON.plusSeconds(i), "message " + i, "power of 12" + i + " kW is above 100 kW"));
        }
        letters.add(new DeadLetter("bids", NOON.plusSeconds(9), "x", "the message is empty"));

        var found = groups.of(grid).commonest();
        assertThat(found).extracting(LetterGroup::count).containsExactly(3L, 1L);
        var first = found.get(0);
        assertThat(first.reason()).isEqualTo("power of # kW is above # kW");
        assertThat(first.first()).isEqualTo(NOON);
        assertThat(first.last()).isEqualTo(NOON.plusSeconds(2));
        assertThat(first.sample()).isEqualTo("message 2");
        assertThat(first.sampleReason()).isEqualTo("power of 122 kW is above 100 kW");
        assertThat(first.unseen()).isEqualTo(3);

        groups.markSeen(grid, first.door(), first.reason(), first.upTo(), 7);
        letters.add(new DeadLetter("readings", NOON.plusSeconds(20), "later", "power of 999 kW is above 100 kW"));
        first = groups.of(grid).commonest().get(0);
        assertThat(first.count()).isEqualTo(4);
        assertThat(first.unseen()).isEqualTo(1);
        assertThat(first.seen()).contains(7L);
        assertThat(groups.of(grid).commonest().get(1).seen()).isEmpty();
    }

    @Test
    void what_came_while_somebody_looked_is_told_as_new() {
        var grid = new GridId("letters-meanwhile");
        var letters = JdbcDeadLetters.of(database, grid);
        letters.add(new DeadLetter("readings", NOON, "looked at", "power of 120 kW is above 100 kW"));
        var looked = groups.of(grid).commonest().get(0);
        letters.add(new DeadLetter("readings", NOON, "meanwhile", "power of 121 kW is above 100 kW"));
        groups.markSeen(grid, looked.door(), looked.reason(), looked.upTo(), 7);
        assertThat(groups.of(grid).commonest().get(0).unseen()).isEqualTo(1);
    }

    @Test
    void a_flood_of_names_is_one_group_and_a_flood_of_reasons_is_bounded() {
        var grid = new GridId("letters-in-a-flood");
        var letters = JdbcDeadLetters.of(database, grid);
        List<DeadLetter> flood = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            flood.add(new DeadLetter(
                    "readings", NOON, "m", "its sender does not speak for prosumer:" + letters(i) + ": send it again"));
        }
        for (int i = 0; i < 300; i++) {
            flood.add(new DeadLetter("bids", NOON, "b", "a reason of its own, " + letters(i)));
        }
        letters.addAll(flood);

        var asked = new AtomicInteger();
        var found = new LetterGroups(counted(database, asked)).of(grid);
        assertThat(found.commonest()).hasSize(20);
        assertThat(found.commonest().get(0).count()).isEqualTo(500);
        assertThat(found.others()).isEqualTo(281);
        assertThat(asked).as("queries, however many groups").hasValue(4);
    }

    @Test
    void who_looks_again_before_another_message_is_refused_costs_two_queries() {
        var grid = new GridId("letters-again");
        var letters = JdbcDeadLetters.of(database, grid);
        letters.add(new DeadLetter("readings", NOON, "m", "the message is empty"));
        var asked = new AtomicInteger();
        var looking = new LetterGroups(counted(database, asked));
        var first = looking.of(grid);
        asked.set(0);
        assertThat(looking.of(grid)).isEqualTo(first);
        assertThat(asked).hasValue(2);
        letters.add(new DeadLetter("readings", NOON, "m", "the message is empty"));
        assertThat(looking.of(grid).commonest().get(0).count()).isEqualTo(2);
    }

    @Test
    void what_was_refused_since_is_counted() {
        var grid = new GridId("letters-since");
        var letters = JdbcDeadLetters.of(database, grid);
        assertThat(groups.since(grid, Long.MAX_VALUE)).isEqualTo(new LetterGroups.Since(0, 0));
        letters.add(new DeadLetter("readings", NOON, "m", "the message is empty"));
        var one = groups.since(grid, Long.MAX_VALUE);
        assertThat(one.count()).isZero();
        letters.add(new DeadLetter("readings", NOON, "m", "the message is empty"));
        letters.add(new DeadLetter("bids", NOON, "m", "the message is empty"));
        assertThat(groups.since(grid, one.newest()).count()).isEqualTo(2);
    }

    /** a, b, ..., z, ba, bb, ...: no digits, which all look alike. */
    private static String letters(int number) {
        return Integer.toString(number, 26)
                .chars()
                .mapToObj(digit -> String.valueOf((char) ('a' + Character.digit(digit, 26))))
                .collect(Collectors.joining());
    }

    /** @param asked counts the statements that are prepared */
    private static DataSource counted(DataSource database, AtomicInteger asked) {
        return counting(DataSource.class, database, asked);
    }

    private static <T> T counting(Class<T> type, Object of, AtomicInteger asked) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                    if (method.getName().equals("prepareStatement")) {
                        asked.incrementAndGet();
                    }
                    var answer = method.invoke(of, given);
                    return answer instanceof Connection connection
                            ? counting(Connection.class, connection, asked)
                            : answer;
                }));
    }
}
