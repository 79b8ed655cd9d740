/** The market's clock: when a period starts and ends, what happens to missed ones, and when failures are tried again. */
@NullMarked
package ems.routes.clock;

import org.jspecify.annotations.NullMarked;
