/** One prosumer and its EV: readings, which never leave them, and the model that learns from them. */
@NullMarked
package ems.forecasting.pair;

import org.jspecify.annotations.NullMarked;
