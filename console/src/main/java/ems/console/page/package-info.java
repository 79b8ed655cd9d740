/** One snapshot of a grid, and the addresses that answer with it. */
@NullMarked
package ems.console.page;

import org.jspecify.annotations.NullMarked;
