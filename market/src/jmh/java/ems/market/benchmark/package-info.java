/** How long matching takes beside the solvers of others, and how long a whole period takes. */
package ems.market.benchmark;
