package ems.processes.draft;

import java.util.List;
import java.util.regex.Pattern;

import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is asked as each period opens, and by each look at the live page, visits few rows, however long rules have been changed. */
class RowsOfTheScheduleTest {

    private static final Pattern VISITED = Pattern.compile("scanCount: ([0-9]+)");
    private static final int FEW = 4;

    private Handle handle;

    @BeforeEach
    void fill() {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:schedule;DB_CLOSE_DELAY=-1;NON_KEYWORDS=VALUE,KEY");
        handle = Jdbi.create(database).open();
        handle.execute("drop all objects");
        handle.execute("runscript from 'classpath:db/migration/V19__drafts.sql'");
        for (String state : List.of("ACTIVE", "WAITS")) {
            fill(state);
        }
    }

    private void fill(String state) {
        handle.execute(
                "insert into rule_schedule (grid, version, holds_from, trail, person, reason, state, activated_in, before)"
                        + " select 'north', '0123456789ab', dateadd('MINUTE', x, timestamp with time zone '2026-06-21 12:00:00Z'), x,"
                        + " 'bert', 'fair', '" + state
                        + "', dateadd('MINUTE', x, timestamp with time zone '2026-06-21 12:00:00Z'),"
                        + " '0123456789ab' from system_range(1, 3000)");
    }

    @AfterEach
    void close() {
        handle.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {RuleSchedule.LATEST_DUE, RuleSchedule.BEFORE, RuleSchedule.LATEST})
    void aQuestionVisitsFewRows(String question) {
        expectFew(question, "'ACTIVE'");
    }

    @Test
    void whatWasClaimedVisitsFewRows() {
        expectFew(RuleSchedule.LATEST, "'CLAIMED'");
    }

    private void expectFew(String question, String state) {
        var asked = question.replace(":grid", "'north'")
                .replace(":state", state)
                .replace(":start", "timestamp with time zone '2026-06-23 13:00:00Z'");
        List<String> plan = handle.createQuery("explain analyze " + asked)
                .mapTo(String.class)
                .list();
        var visited = VISITED.matcher(String.join("\n", plan));
        assertThat(visited.find()).as(plan.toString()).isTrue();
        assertThat(Integer.parseInt(visited.group(1))).as(plan.toString()).isLessThanOrEqualTo(FEW);
    }
}
