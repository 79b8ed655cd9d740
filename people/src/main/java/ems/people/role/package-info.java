/** Roles, and what each of them may do. */
@NullMarked
package ems.people.role;

import org.jspecify.annotations.NullMarked;
