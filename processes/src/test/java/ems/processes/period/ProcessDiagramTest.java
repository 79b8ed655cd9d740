package ems.processes.period;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Nobody compiles a diagram: this test reads the names that it mentions. */
class ProcessDiagramTest {

    private static final String BPMN = read("/runMatchingPeriod.bpmn2");
    private static final String SVG = read("/META-INF/processSVG/runMatchingPeriod.svg");

    @Test
    void the_process_is_named_like_its_file() {
        assertThat(found("<bpmn2:process id=\"([^\"]+)\"")).containsExactly(InMemoryPeriods.PROCESS);
        assertThat(found("<bpmn2:signal [^>]*name=\"([^\"]+)\"")).containsExactly(InMemoryPeriods.WINDOW_CLOSED);
    }

    @Test
    void each_service_task_calls_a_method_that_exists() throws ReflectiveOperationException {
        var bean = Class.forName(found("drools:serviceinterface=\"([^\"]+)\"").stream()
                .distinct()
                .collect(Collectors.joining()));
        var operations = found("drools:serviceoperation=\"([^\"]+)\"");
        assertThat(operations).hasSize(10);
        for (String operation : operations) {
            assertThat(bean.getMethod(operation, String.class).getReturnType()).isEqualTo(String.class);
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
