/** Who did what, when and why, in lines that are chained. */
@NullMarked
package ems.people.trail;

import org.jspecify.annotations.NullMarked;
