/** The market's clock and what happens on its ticks: periods start and close, failed ones are retried, the database shrinks. */
package ems.processes.clock;
