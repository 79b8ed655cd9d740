package ems.market.telemetry;

import java.util.List;

/** Port: refused messages. Nothing from outside is dropped without a trace. */
public interface DeadLetters {

    void add(DeadLetter letter);

    /** The latest ones, newest first. */
    List<DeadLetter> latest(int most);

    long count();
}
