/** The only door for telemetry, bids and the clock; owns the inbox and the dead letters. */
package ems.routes;
