package ems.processes.child;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * What one child is, and how it is started, as often as it must be.
 *
 * @param name unique among its siblings
 * @param role in words; neighbours in the order of starts that share one are ended together
 * @param port on which it listens; empty: on none
 * @param heard is given each line that it says
 */
public record ChildOrder(
        String name, String role, Optional<Integer> port, ProcessBuilder command, Consumer<String> heard) {}
