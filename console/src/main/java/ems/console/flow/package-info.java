/** Energy that flows now: what meters and EVs report of the latest sample, and what the pairs have moved so far. */
@NullMarked
package ems.console.flow;

import org.jspecify.annotations.NullMarked;
