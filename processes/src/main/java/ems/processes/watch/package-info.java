/** What watches the grids for an operator: figures for Prometheus, refused messages by reason, alerts. */
@NullMarked
package ems.processes.watch;

import org.jspecify.annotations.NullMarked;
