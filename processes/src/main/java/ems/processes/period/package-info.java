/** The process of a matching period: the tasks that its diagram names, and the two engines that run it. */
@NullMarked
package ems.processes.period;

import org.jspecify.annotations.NullMarked;
