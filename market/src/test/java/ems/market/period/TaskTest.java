package ems.market.period;

import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import ems.market.record.Step;

import static org.assertj.core.api.Assertions.assertThat;

class TaskTest {

    @ParameterizedTest
    @EnumSource(Task.class)
    void aTaskIsFoundByItsId(Task task) {
        assertThat(Task.withId(task.id())).contains(task);
        assertThat(Task.withId(task.id() + "s")).isEmpty();
    }

    /** As in "Match greedily" and matchGreedily. */
    @ParameterizedTest
    @EnumSource(Task.class)
    void anIdIsTheWordsOfItsNode(Task task) {
        assertThat(task.id()).isEqualToIgnoringCase(task.words().replace(" ", ""));
    }

    @Test
    void allButTheAnchorRecordOneStepInTheOrderOfSteps() {
        assertThat(Task.WITHOUT_FALLBACKS.stream().map(Task::step).flatMap(Optional::stream))
                .containsExactly(
                        Step.COLLECT_BIDS,
                        Step.FORECAST,
                        Step.VERIFY_AND_LIMIT,
                        Step.MATCH,
                        Step.MEASURE_EXCHANGE,
                        Step.SETTLE);
        assertThat(Stream.of(Task.values()).filter(task -> task.step().isEmpty()))
                .containsExactly(Task.ANCHOR, Task.QUEUE_ANCHOR);
    }
}
