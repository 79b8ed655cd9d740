/** Figures of periods for Prometheus: what became of them, how long their steps took, and what was traded. */
@NullMarked
package ems.processes.metrics;

import org.jspecify.annotations.NullMarked;
