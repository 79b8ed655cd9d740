package ems.routes.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import ems.market.telemetry.DeadLetter;
import ems.market.telemetry.DeadLetters;

/** Dead letters of a study: all are counted, the latest thousand are kept. */
public final class MemoryDeadLetters implements DeadLetters {

    private static final int KEPT = 1_000;

    private final Deque<DeadLetter> newestFirst = new ArrayDeque<>();
    private long count;

    @Override
    public synchronized void add(DeadLetter letter) {
        newestFirst.addFirst(letter);
        count++;
        if (newestFirst.size() > KEPT) {
            newestFirst.removeLast();
        }
    }

    @Override
    public synchronized List<DeadLetter> latest(int most) {
        return newestFirst.stream().limit(most).toList();
    }

    @Override
    public synchronized long count() {
        return count;
    }
}
