/** Grids for testers: a clock that is set by hand, and tasks that fail on demand. */
package ems.processes.sandbox;
