package ems.console.page;

import java.util.List;

import ems.market.telemetry.DeadLetter;

/**
 * Messages that were refused at a door.
 *
 * @param count all there are
 * @param latest newest first
 */
public record DeadLettersNow(long count, List<DeadLetter> latest) {

    public DeadLettersNow {
        latest = List.copyOf(latest);
    }
}
