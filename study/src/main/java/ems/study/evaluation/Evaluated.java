package ems.study.evaluation;

import java.util.List;

/**
 * What one forecaster said, and what the market made of it.
 *
 * @param forecasts of each prosumer, in the scenario's order
 * @param traded on the held-out day, in the order of the trading scenarios
 */
record Evaluated(Entrant entrant, List<NetPowers> forecasts, List<Traded> traded) {}
