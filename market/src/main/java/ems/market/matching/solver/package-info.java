/**
 * Two exact solvers of the assignment, on plain numbers: a sparse one for markets in which a pair is worth what both sides
 * can move, and a dense one for any other worth.
 */
@NullMarked
package ems.market.matching.solver;

import org.jspecify.annotations.NullMarked;
