/** What {@code ./ems run} starts: the demonstration grid and the ports that the routes ask for. */
package ems.processes.live;
