package ems.rules;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import ems.market.record.Permission;
import ems.market.rule.ActiveRules;
import ems.market.rule.ParticipationQuestion;
import ems.market.rule.Verdict;

import static ems.rules.Asked.granted;
import static ems.rules.Asked.proven;
import static ems.rules.Asked.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The shipped participation table: an EV sells only if the ledger proves that it takes part. */
class ParticipationTableTest {

    private static final OptionalLong NEVER = OptionalLong.empty();

    private static ActiveRules rules;

    @BeforeAll
    static void compile() {
        rules = Tables.shipped().checked().compiled();
    }

    @Test
    @DisplayName("An EV that is not enrolled takes no part, whatever else is proven")
    void notEnrolled() {
        assertThat(refusal(verdict(proven(false, false, NEVER)))).contains("no enrolment");
        assertThat(refusal(verdict(proven(false, true, OptionalLong.of(1))))).contains("no enrolment");
    }

    @Test
    @DisplayName("An EV whose enrolment is revoked takes no part")
    void revoked() {
        assertThat(refusal(verdict(proven(true, true, NEVER)))).contains("revoked");
        assertThat(refusal(verdict(proven(true, true, OptionalLong.of(1))))).contains("revoked");
    }

    @Test
    @DisplayName("An EV without an accepted bid in an earlier period may store but not release")
    void newcomer() {
        assertThat(granted(verdict(proven(true, false, NEVER)))).isEqualTo(new Permission(true, false));
    }

    @Test
    @DisplayName("An accepted bid counts for a week")
    void window() {
        assertThat(granted(verdict(proven(true, false, OptionalLong.of(1))))).isEqualTo(new Permission(true, true));
        assertThat(granted(verdict(proven(true, false, OptionalLong.of(10_080)))))
                .isEqualTo(new Permission(true, true));
        assertThat(granted(verdict(proven(true, false, OptionalLong.of(10_081)))))
                .isEqualTo(new Permission(true, false));
    }

    @Test
    @DisplayName("A table without the column corrects an EV's periods for a week")
    void correctedForAWeek() {
        var shipped = Tables.shipped();
        assertThat(granted(corrected(shipped, proven(true, false, NEVER)))).isEqualTo(Duration.ofDays(7));
        assertThat(refusal(corrected(shipped, proven(true, true, NEVER)))).contains("revoked");
    }

    @Test
    @DisplayName("A table with the column says in each of its rows how long an EV's periods are corrected")
    void correctedAsTheRowSays() {
        var two = corrected(withCorrections("2"), proven(true, false, NEVER));
        assertThat(granted(two)).isEqualTo(Duration.ofMinutes(2));
        assertThat(two.rule().rule()).isEqualTo("An EV in the market trades");
        assertThat(granted(corrected(withCorrections(""), proven(true, false, NEVER))))
                .isEqualTo(Duration.ofDays(7));
        assertThatThrownBy(() -> withCorrections("0").checked())
                .hasMessageContaining("corrected up to (periods ago)")
                .hasMessageContaining("outside [1,");
    }

    private static Tables withCorrections(String periods) {
        return Tables.shipped()
                .edited(Tables.PARTICIPATION, "may release,refuse", "may release,corrected up to (periods ago),refuse")
                .withRules(
                        Tables.PARTICIPATION,
                        "An EV in the market trades,yes,no,,,yes,yes," + periods + ",",
                        "An EV whose enrolment is revoked takes no part,yes,yes,,,,,,it is revoked",
                        "An EV that is not enrolled takes no part,no,,,,,,,it is not enrolled");
    }

    private static Verdict<Duration> corrected(Tables tables, ParticipationQuestion question) {
        return tables.checked().compiled().correctionWindows(List.of(question)).get(0);
    }

    private static Verdict<Permission> verdict(ParticipationQuestion question) {
        return rules.participation(List.of(question)).get(0);
    }
}
