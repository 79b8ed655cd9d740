/** Port for forecasts of a prosumer's net energy. */
package ems.market.forecast;
