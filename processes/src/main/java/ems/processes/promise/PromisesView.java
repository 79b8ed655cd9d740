package ems.processes.promise;

import java.util.List;

/**
 * What the market promises, as living documentation.
 *
 * @param rules version of the tables that are active on the grid
 * @param whyNotPlay why nobody can play here, in a sentence; empty: an analyst can
 */
public record PromisesView(String grid, String rules, String whyNotPlay, List<Feature> features) {}
