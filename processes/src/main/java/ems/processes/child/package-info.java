/** Processes beside this one: how they are started, watched, started again, and ended. */
@NullMarked
package ems.processes.child;

import org.jspecify.annotations.NullMarked;
