/** How this room speaks to its tables. */
@NullMarked
package ems.people.sql;

import org.jspecify.annotations.NullMarked;
