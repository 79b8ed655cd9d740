/** The network that predicts load and generation, its federation, and the baselines it has to beat. */
package ems.forecasting;
