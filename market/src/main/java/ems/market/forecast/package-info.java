/** Port for forecasts of the net energy of a prosumer. */
@NullMarked
package ems.market.forecast;

import org.jspecify.annotations.NullMarked;
