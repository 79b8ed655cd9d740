/** People who log in, and whom they belong to. */
@NullMarked
package ems.people.person;

import org.jspecify.annotations.NullMarked;
