/** Corrections of readings by people: with a reason, and noted first. */
@NullMarked
package ems.processes.correction;

import org.jspecify.annotations.NullMarked;
