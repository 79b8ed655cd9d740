package ems.processes.period;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import ems.market.party.PeriodKey;
import ems.market.period.PeriodSteps;
import ems.market.period.Task;

/** Tasks that only note that they were performed, and fail where a test asks for it. */
final class TroubledSteps implements PeriodSteps {

    private final List<Task> done = new CopyOnWriteArrayList<>();
    private final Map<Task, RuntimeException> troubles = new ConcurrentHashMap<>();

    void trouble(Task task, RuntimeException trouble) {
        troubles.put(task, trouble);
    }

    void mend(Task task) {
        troubles.remove(task);
    }

    /** Tasks that were done, in order; a failed one is not among them. */
    List<Task> done() {
        return done;
    }

    @Override
    public String perform(Task task, PeriodKey key) {
        var trouble = troubles.get(task);
        if (trouble != null) {
            throw trouble;
        }
        done.add(task);
        return task.words() + " done";
    }

    @Override
    public String abandon(PeriodKey key, String reason) {
        return "abandoned";
    }
}
