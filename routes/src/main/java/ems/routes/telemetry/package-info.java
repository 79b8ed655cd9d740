/** Doors for meter readings and vehicle reports: parse, refuse, drop repeats, hand to the grid's inbox. */
package ems.routes.telemetry;
