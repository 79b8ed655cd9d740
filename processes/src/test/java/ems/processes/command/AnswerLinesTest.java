package ems.processes.command;

import java.io.IOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A person gets heads; a program gets what it always got. */
class AnswerLinesTest {

    private static final String PEOPLE =
            "[{\"name\":\"ada\",\"roles\":[\"admin\",\"operator\"],\"disabled\":false,\"lastLogin\":\"\",\"sessions\":2},"
                    + "{\"name\":\"bo\",\"roles\":[\"member\"],\"disabled\":true,\"lastLogin\":\"2026-06-21T12:00:00Z\",\"sessions\":0}]";

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    @Test
    void a_list_has_a_head_and_its_columns_stand_below_one_another() throws IOException {
        assertThat(AnswerLines.forPerson(json(PEOPLE)))
                .containsExactly(
                        "name  roles           disabled  last login            sessions",
                        "ada   admin,operator                                  2",
                        "bo    member          yes       2026-06-21T12:00:00Z  0");
    }

    @Test
    void a_program_gets_parts_with_tabs_between_and_no_head() throws IOException {
        assertThat(AnswerLines.forProgram(json(PEOPLE)))
                .containsExactly("ada\tadmin,operator\t2", "bo\tmember\tdisabled\t2026-06-21T12:00:00Z\t0");
    }

    @Test
    void a_column_says_its_unit_and_one_that_is_empty_is_left_out() throws IOException {
        var members = json("{\"rows\":[{\"party\":\"vehicle:EV1\",\"capacityKilowattHours\":80,\"since\":null,"
                + "\"open\":{\"change\":\"key\",\"trail\":17}}],\"next\":\"vehicle:EV1\",\"found\":9}");
        assertThat(AnswerLines.forPerson(members))
                .containsExactly(
                        "party        capacity (kWh)  open",
                        "vehicle:EV1  80              key 17",
                        "The first 1 of 9: narrow them down with --search.");
        assertThat(AnswerLines.forProgram(members)).startsWith("vehicle:EV1\t80");
    }

    @Test
    void one_thing_is_a_line_a_part() throws IOException {
        var check = json("{\"lines\":12,\"head\":\"ab12\",\"firstWrong\":0,\"why\":\"\"}");
        assertThat(AnswerLines.forPerson(check))
                .containsExactly("lines:        12", "head:         ab12", "first wrong:  0");
        assertThat(AnswerLines.forProgram(check)).containsExactly("12\tab12\t0");
        assertThat(AnswerLines.forPerson(json("{\"member\":{\"party\":\"prosumer:L1\"},\"orders\":[]}")))
                .containsExactly("party:  prosumer:L1");
    }

    @Test
    void nothing_is_said_to_be_nothing() throws IOException {
        assertThat(AnswerLines.forPerson(json("[]"))).containsExactly("none");
        assertThat(AnswerLines.forProgram(json("[]"))).isEmpty();
        assertThat(AnswerLines.forPerson(json("{\"a\":\"\"}"))).containsExactly("done");
    }
}
