/** What operators see and order of a grid's members while the market runs. */
@NullMarked
package ems.processes.members;

import org.jspecify.annotations.NullMarked;
