/** How models that learn apart become one: updates, their checks, their merge, and the files that prove it. Readings have no place here. */
@NullMarked
package ems.forecasting.federation;

import org.jspecify.annotations.NullMarked;
