/** How an agent of its own begins to speak for a home and its car, and how it ends: key and token in one act. */
@NullMarked
package ems.processes.enrolment;

import org.jspecify.annotations.NullMarked;
