package ems.rules;

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

    private static Verdict<Permission> verdict(ParticipationQuestion question) {
        return rules.participation(List.of(question)).get(0);
    }
}
