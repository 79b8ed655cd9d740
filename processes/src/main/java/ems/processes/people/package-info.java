/** What admins and operators change of people and devices, and how each change is asked for. */
@NullMarked
package ems.processes.people;

import org.jspecify.annotations.NullMarked;
