package ems.processes.period;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jbpm.workflow.core.node.EndNode;
import org.jbpm.workflow.core.node.EventNode;
import org.jbpm.workflow.core.node.Join;
import org.jbpm.workflow.core.node.StartNode;
import org.kie.api.definition.process.Connection;
import org.kie.api.definition.process.Node;
import org.kie.api.definition.process.NodeContainer;

import ems.market.party.PeriodKey;
import ems.market.period.PeriodSteps;
import ems.market.period.Task;

/**
 * The tasks of a period in which nothing fails, read from the process itself: the way from its start to its end. Where a task
 * fails the way ends: what follows then is drawn as boundary events, which the engine knows.
 */
final class StraightPath {

    private final List<Task> tasks;

    private StraightPath(List<Task> tasks) {
        this.tasks = List.copyOf(tasks);
    }

    /** Empty if the way forks, or leads over anything but tasks, joins and the wait for the end of the exchange window. */
    static Optional<StraightPath> of(NodeContainer process) {
        List<Task> tasks = new ArrayList<>();
        Optional<Node> place = start(process);
        while (place.isPresent() && !(place.get() instanceof EndNode)) {
            var node = place.get();
            var task = Task.withId(node.getUniqueId());
            task.ifPresent(tasks::add);
            place = task.isPresent() || isPassed(node) ? next(node) : Optional.empty();
        }
        return place.map(end -> new StraightPath(tasks));
    }

    private static Optional<Node> start(NodeContainer process) {
        return List.of(process.getNodes()).stream()
                .filter(StartNode.class::isInstance)
                .findFirst();
    }

    private static boolean isPassed(Node node) {
        return node instanceof StartNode
                || node instanceof Join
                || node instanceof EventNode wait && InMemoryPeriods.WINDOW_CLOSED.equals(wait.getType());
    }

    private static Optional<Node> next(Node node) {
        List<Connection> ways = node.getOutgoingConnections().values().stream()
                .flatMap(List::stream)
                .toList();
        return ways.size() == 1 ? Optional.of(ways.get(0).getTo()) : Optional.empty();
    }

    List<Task> tasks() {
        return tasks;
    }

    /** @return the task that failed; it and those behind it are still to do */
    Optional<Task> take(PeriodKey key, PeriodSteps steps) {
        for (Task task : tasks) {
            try {
                steps.perform(task, key);
            } catch (RuntimeException failed) {
                return Optional.of(task);
            }
        }
        return Optional.empty();
    }
}
