package ems.processes.repair;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import ems.market.party.PeriodKey;
import ems.market.period.PeriodSteps;
import ems.market.period.Task;

/** Tasks that note that they were done, fail while they are told to, and may wait for a gate. */
final class GatedSteps implements PeriodSteps {

    private final List<String> done = new CopyOnWriteArrayList<>();
    private final Set<Task> broken = EnumSet.noneOf(Task.class);
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile CountDownLatch arrived = new CountDownLatch(0);

    synchronized void breakDown(Task task) {
        broken.add(task);
    }

    synchronized void mend() {
        broken.clear();
    }

    /** From now on each task waits for it, at most 20 s. */
    void waitFor(CountDownLatch gate) {
        this.arrived = new CountDownLatch(1);
        this.gate = gate;
    }

    /** Until a task stands at the gate, at most 20 s. */
    void untilOneWaits() {
        await(arrived);
    }

    /** In order: ids of tasks, and "abandon". */
    List<String> done() {
        return done;
    }

    @Override
    public String perform(Task task, PeriodKey key) {
        if (isBroken(task)) {
            throw new IllegalStateException("out of pencils");
        }
        arrived.countDown();
        await(gate);
        done.add(task.id());
        return task.words() + " done";
    }

    private synchronized boolean isBroken(Task task) {
        return broken.contains(task);
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the gate stayed closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String abandon(PeriodKey key, String reason) {
        done.add("abandon");
        return "abandoned";
    }
}
