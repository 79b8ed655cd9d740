/** Which road-side units sign a grid's blocks, how they do, and whom an operator proposes in their place while the market runs. */
@NullMarked
package ems.processes.quorum;

import org.jspecify.annotations.NullMarked;
