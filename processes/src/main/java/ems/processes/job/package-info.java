/** Long work in the background: one job after the other, on a thread of low priority, with a result that is kept. */
@NullMarked
package ems.processes.job;

import org.jspecify.annotations.NullMarked;
