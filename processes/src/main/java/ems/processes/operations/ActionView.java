package ems.processes.operations;

import java.util.Optional;

/**
 * Something that a person might order.
 *
 * @param action as in its address
 * @param whyNot a sentence; empty if it is allowed
 * @param consequence what happens then, in whole sentences
 */
public record ActionView(String action, boolean allowed, Optional<String> whyNot, String consequence) {

    public static ActionView of(String action, Optional<String> whyNot, String consequence) {
        return new ActionView(action, whyNot.isEmpty(), whyNot, consequence);
    }
}
