/** Measured values at an instant, and the port through which the market reads them. */
package ems.market.telemetry;
