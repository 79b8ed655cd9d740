/** Settled periods as the books hold them, and a market that runs them again from what was recorded and reported. */
@NullMarked
package ems.study.recorded;

import org.jspecify.annotations.NullMarked;
