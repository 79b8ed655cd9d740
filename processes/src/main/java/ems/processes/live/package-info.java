/** The live market: its clock, its plugs, and what happens on each tick. */
package ems.processes.live;
