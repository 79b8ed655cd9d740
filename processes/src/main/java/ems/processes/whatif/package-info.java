/** What-if of the live market's settled periods: as a job in the background, told in words and figures. */
@NullMarked
package ems.processes.whatif;

import org.jspecify.annotations.NullMarked;
