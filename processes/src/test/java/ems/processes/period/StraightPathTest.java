package ems.processes.period;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.jbpm.process.core.ProcessSupplier;
import org.jbpm.ruleflow.core.RuleFlowProcess;
import org.jbpm.ruleflow.core.RuleFlowProcessFactory;
import org.jbpm.ruleflow.core.WorkflowElementIdentifierFactory;
import org.junit.jupiter.api.Test;
import org.kie.api.definition.process.NodeContainer;
import org.kie.api.definition.process.WorkflowElementIdentifier;
import org.kie.kogito.process.Processes;

import ems.market.period.Task;

import static org.assertj.core.api.Assertions.assertThat;

/** What a study calls of its process while nothing fails. */
@QuarkusTest
class StraightPathTest {

    @Inject
    Processes processes;

    @Test
    void it_leads_over_the_tasks_that_the_diagram_draws_between_start_and_end() {
        var drawn = (NodeContainer) ((ProcessSupplier) processes.processById(InMemoryPeriods.PROCESS)).get();
        assertThat(StraightPath.of(drawn).orElseThrow().tasks()).isEqualTo(Task.WITHOUT_FALLBACKS);
    }

    @Test
    void there_is_none_over_a_node_that_only_the_engine_knows() {
        assertThat(StraightPath.of(withA(true))).isEmpty();
        assertThat(StraightPath.of(withA(false))).isPresent();
    }

    private static RuleFlowProcess withA(boolean script) {
        var factory = RuleFlowProcessFactory.createProcess("drawn");
        factory.startNode(id("start")).name("start").done();
        if (script) {
            factory.actionNode(id("middle"))
                    .name("middle")
                    .action(context -> {})
                    .done();
        } else {
            factory.joinNode(id("middle")).name("middle").done();
        }
        factory.endNode(id("end")).name("end").done();
        factory.connection(id("start"), id("middle"));
        factory.connection(id("middle"), id("end"));
        return factory.getProcess();
    }

    private static WorkflowElementIdentifier id(String name) {
        return WorkflowElementIdentifierFactory.fromExternalFormat(name);
    }
}
