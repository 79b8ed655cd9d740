package ems.forecasting.round;

import java.time.Instant;

/**
 * What pairs are told of a round.
 *
 * @param until end of the stage; that of the last one is the merge
 * @param list who masks with whom; empty while they announce themselves
 */
public record RoundView(RoundStage stage, Instant until, RoundList list) {}
