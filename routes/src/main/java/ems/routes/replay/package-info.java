/** Recorded files that come in through a route, row by row, and meet the same refusals as live telemetry. */
@NullMarked
package ems.routes.replay;

import org.jspecify.annotations.NullMarked;
