/** What every HTTP request must pass before anybody reads it, and the headers that every answer carries. */
@NullMarked
package ems.processes.guard;

import org.jspecify.annotations.NullMarked;
