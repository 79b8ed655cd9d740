/** Doors for meter readings, vehicle reports and signed bids: parse or check, refuse, drop repeats, hand to the grid. */
@NullMarked
package ems.routes.telemetry;

import org.jspecify.annotations.NullMarked;
