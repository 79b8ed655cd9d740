/** Secrets of devices, each of which speaks for its own parties. */
@NullMarked
package ems.people.token;

import org.jspecify.annotations.NullMarked;
