/** The network that predicts load and generation, its federation, and the baselines it has to beat. */
@NullMarked
package ems.forecasting;

import org.jspecify.annotations.NullMarked;
