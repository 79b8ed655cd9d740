/** Who did what: what may be read of the trail, and whether it is still what ledgers hold of it. */
@NullMarked
package ems.processes.trail;

import org.jspecify.annotations.NullMarked;
