package ems.processes.audit;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.quantity.MatchingPeriod;
import ems.rules.Activation;

import static org.assertj.core.api.Assertions.assertThat;

/** Which other version a period beside a border may name. */
class VersionBordersTest {

    private static final GridId GRID = new GridId("demo");
    private static final String OLD = "000000000001";
    private static final String YOUNG = "000000000002";

    private static MatchingPeriod at(String time) {
        return MatchingPeriod.parse("2026-06-21T" + time + ":00Z");
    }

    private static Activation activation(String time, String version) {
        return new Activation(new PeriodKey(GRID, at(time)), version);
    }

    /** Old from 12:00 on and young from 13:30 on, as blocks say it whose minutes are listed. */
    private static VersionBorders borders(Map<String, String> blocks) {
        return new VersionBorders(
                List.of(activation("12:00", OLD), activation("13:30", YOUNG)),
                period ->
                        Optional.ofNullable(blocks.get(period.start().toString().substring(11, 16))));
    }

    private static final VersionBorders SOUND = borders(Map.of("12:00", OLD, "13:30", YOUNG));

    @Test
    void one_just_before_the_border_may_have_found_the_young_rules() {
        assertThat(SOUND.mayHaveBeenOpenedLate(at("13:29"), YOUNG)).isTrue();
        assertThat(SOUND.mayHaveBeenOpenedLate(at("12:30"), YOUNG)).isTrue();
        assertThat(SOUND.mayHaveBeenOpenedLate(at("12:29"), YOUNG)).isFalse();
    }

    @Test
    void one_just_behind_it_may_have_been_opened_before_the_late_one_brought_them() {
        assertThat(SOUND.mayHaveBeenOpenedLate(at("13:31"), OLD)).isTrue();
        assertThat(SOUND.mayHaveBeenOpenedLate(at("14:30"), OLD)).isTrue();
        assertThat(SOUND.mayHaveBeenOpenedLate(at("14:31"), OLD)).isFalse();
        assertThat(SOUND.mayHaveBeenOpenedLate(at("13:30"), OLD)).isFalse();
    }

    @Test
    void a_version_that_was_never_listed_is_explained_by_nothing() {
        assertThat(SOUND.mayHaveBeenOpenedLate(at("13:29"), "00000000000f")).isFalse();
    }

    @Test
    void a_border_whose_own_block_says_otherwise_explains_nothing() {
        var changed = borders(Map.of("12:00", YOUNG, "13:30", OLD));
        assertThat(changed.mayHaveBeenOpenedLate(at("12:00"), YOUNG)).isFalse();
        assertThat(changed.mayHaveBeenOpenedLate(at("13:29"), YOUNG)).isFalse();
        assertThat(changed.mayHaveBeenOpenedLate(at("13:31"), OLD)).isFalse();
        assertThat(borders(Map.of()).mayHaveBeenOpenedLate(at("13:29"), YOUNG)).isFalse();
    }
}
