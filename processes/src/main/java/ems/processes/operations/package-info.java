/** What an operator sees of periods and grids, and orders of them: each order with who gave it and why. */
@NullMarked
package ems.processes.operations;

import org.jspecify.annotations.NullMarked;
