package ems.processes.child;

import java.util.Optional;

/**
 * What one child is, and how it is started, as often as it must be.
 *
 * @param name unique among its siblings
 * @param role in words; neighbours in the order of starts that share one are ended together
 * @param port on which it listens; empty: on none
 * @param listener is told what it says, and when it ends
 */
public record ChildOrder(
        String name, String role, Optional<Integer> port, ProcessBuilder command, ChildListener listener) {}
