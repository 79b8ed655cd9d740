package ems.processes.period;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.period.Task;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Step;

import static org.assertj.core.api.Assertions.assertThat;

/** Nobody compiles a diagram: this test reads the names that it mentions. */
@QuarkusTest
class ProcessDiagramTest {

    private static final String BPMN = read("/runMatchingPeriod.bpmn2");
    private static final String SVG = read("/META-INF/processSVG/runMatchingPeriod.svg");

    @Inject
    MatchingPeriodTasks tasks;

    @Inject
    Markets markets;

    @Test
    void the_process_is_named_like_its_file() {
        assertThat(found("<bpmn2:process id=\"([^\"]+)\"")).containsExactly(InMemoryPeriods.PROCESS);
        assertThat(found("<bpmn2:signal [^>]*name=\"([^\"]+)\"")).containsExactly(InMemoryPeriods.WINDOW_CLOSED);
    }

    @Test
    void each_service_task_calls_the_method_that_its_id_names() throws ReflectiveOperationException {
        var bean = Class.forName(found("drools:serviceinterface=\"([^\"]+)\"").stream()
                .distinct()
                .collect(Collectors.joining()));
        var operations = found("drools:serviceoperation=\"([^\"]+)\"");
        assertThat(operations).isEqualTo(found("<bpmn2:serviceTask id=\"([^\"]+)\""));
        for (String operation : operations) {
            assertThat(bean.getMethod(operation, String.class).getReturnType()).isEqualTo(String.class);
        }
    }

    @Test
    void its_service_tasks_are_the_tasks_of_the_market_by_id_and_by_words() {
        assertThat(found("<bpmn2:serviceTask (id=\"[^\"]+\" name=\"[^\"]+\")"))
                .containsExactlyInAnyOrderElementsOf(Stream.of(Task.values())
                        .map(task -> "id=\"" + task.id() + "\" name=\"" + task.words() + "\"")
                        .toList());
    }

    @Test
    void each_method_of_the_tasks_performs_the_task_of_its_name() throws ReflectiveOperationException {
        var performed = new TroubledSteps();
        var key = new PeriodKey(new GridId("diagram"), new MatchingPeriod(Instant.EPOCH));
        markets.open(key.grid(), performed);
        try {
            for (Task task : Task.values()) {
                MatchingPeriodTasks.class.getMethod(task.id(), String.class).invoke(tasks, key.toString());
            }
        } finally {
            markets.close(key.grid());
        }
        assertThat(performed.done()).containsExactly(Task.values());
    }

    /** A page shows the words of a step where the diagram shows those of its task. */
    @Test
    void a_step_is_called_what_its_task_is_called() {
        for (Task task : Task.WITHOUT_FALLBACKS) {
            assertThat(task.step().map(Step::words).orElse(task.words())).isEqualTo(task.words());
        }
    }

    @Test
    void each_boundary_error_is_a_class_that_exists() throws ClassNotFoundException {
        var errors = found("<bpmn2:error [^>]*errorCode=\"([^\"]+)\"");
        assertThat(errors).hasSize(3);
        for (String error : errors) {
            assertThat(Class.forName(error)).isAssignableTo(RuntimeException.class);
        }
    }

    @Test
    void it_has_no_scripts() {
        assertThat(BPMN).doesNotContain("scriptTask").doesNotContain("onEntry").doesNotContain("onExit");
    }

    @Test
    void its_picture_shows_every_node() {
        var nodes = found(
                "<bpmn2:(?:startEvent|serviceTask|boundaryEvent|exclusiveGateway|intermediateCatchEvent|endEvent) id=\"([^\"]+)\"");
        assertThat(nodes).hasSize(19);
        assertThat(nodes).allSatisfy(node -> assertThat(SVG).contains("bpmn2nodeid=\"" + node + "\""));
    }

    private static List<String> found(String pattern) {
        return Pattern.compile(pattern)
                .matcher(BPMN)
                .results()
                .map((MatchResult hit) -> hit.group(1))
                .toList();
    }

    private static String read(String resource) {
        try (var in = ProcessDiagramTest.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
