/** Values that a request states as text: each is read within its bounds, or refused in a sentence that names them. */
@NullMarked
package ems.processes.asked;

import org.jspecify.annotations.NullMarked;
