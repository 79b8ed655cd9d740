/**
 * A secure merge with pairs elsewhere: who announced itself by when, what each side sends next, and what neither side lets the
 * other make of it. Messages arrive here with their signatures checked.
 */
@NullMarked
package ems.forecasting.round;

import org.jspecify.annotations.NullMarked;
