/** What went wrong in a request, answered as a problem in words: no answer shows an exception. */
@NullMarked
package ems.processes.problem;

import org.jspecify.annotations.NullMarked;
