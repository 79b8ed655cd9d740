/** Measured values at an instant, the ports through which the market reads them, and files of other people that hold them. */
@NullMarked
package ems.market.telemetry;

import org.jspecify.annotations.NullMarked;
