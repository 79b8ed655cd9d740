package ems.market.telemetry;

import java.util.List;

/** Port: refused messages. Nothing from outside is dropped without a trace. */
public interface DeadLetters {

    void add(DeadLetter letter);

    /** In this order. */
    default void addAll(List<DeadLetter> letters) {
        letters.forEach(this::add);
    }

    /** The latest ones, newest first. */
    List<DeadLetter> latest(int most);

    long count();
}
