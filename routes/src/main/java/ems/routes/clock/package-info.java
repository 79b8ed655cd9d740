/** The market's clock: when a period starts and ends, what happens to missed ones, and when failures are tried again. */
package ems.routes.clock;
