/**
 * Where the time goes: of a study, the whole set beside the bare engine and the bare market; of a live period of a large
 * grid, step by step.
 */
package ems.processes.benchmark;
