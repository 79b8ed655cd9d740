/** Port for forecasts of the net energy of a prosumer. */
package ems.market.forecast;
