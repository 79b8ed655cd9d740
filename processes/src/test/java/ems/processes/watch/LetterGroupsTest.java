package ems.processes.watch;

import java.time.Instant;
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

        var found = groups.of(grid);
        assertThat(found).extracting(LetterGroup::count).containsExactly(3L, 1L);
        var first = found.get(0);
        assertThat(first.reason()).isEqualTo("power of # kW is above # kW");
        assertThat(first.first()).isEqualTo(NOON);
        assertThat(first.last()).isEqualTo(NOON.plusSeconds(2));
        assertThat(first.sample()).isEqualTo("message 2");
        assertThat(first.sampleReason()).isEqualTo("power of 122 kW is above 100 kW");
        assertThat(first.unseen()).isEqualTo(3);

        groups.markSeen(grid, first.door(), first.reason(), 7);
        letters.add(new DeadLetter("readings", NOON.plusSeconds(20), "later", "power of 999 kW is above 100 kW"));
        first = groups.of(grid).get(0);
        assertThat(first.count()).isEqualTo(4);
        assertThat(first.unseen()).isEqualTo(1);
        assertThat(first.seen()).contains(7L);
        assertThat(groups.of(grid).get(1).seen()).isEmpty();
    }
}
