/** One prosumer and its EV: readings, which never leave them, and the model that learns from them. */
package ems.forecasting.pair;
