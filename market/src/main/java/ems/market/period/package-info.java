/** Market time: the 60-second matching period of a grid, its steps, and the work of taking one period through them. */
package ems.market.period;
