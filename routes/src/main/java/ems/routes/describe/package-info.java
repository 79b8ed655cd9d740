/** What a person's files seem to hold: facts, guesses, and what the guesses rest on. */
@NullMarked
package ems.routes.describe;

import org.jspecify.annotations.NullMarked;
