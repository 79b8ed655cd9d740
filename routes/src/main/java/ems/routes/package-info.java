/** The only door for telemetry, bids and the clock; owns the inbox and the dead letters. */
@NullMarked
package ems.routes;

import org.jspecify.annotations.NullMarked;
