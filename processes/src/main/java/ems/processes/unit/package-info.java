/** Road-side units over HTTP: the door of one, and how a market calls it. */
@NullMarked
package ems.processes.unit;

import org.jspecify.annotations.NullMarked;
