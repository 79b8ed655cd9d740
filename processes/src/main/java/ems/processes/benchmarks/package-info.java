/** Where the time of a study goes: the whole set beside the bare engine and the bare market, in one run. */
package ems.processes.benchmarks;
