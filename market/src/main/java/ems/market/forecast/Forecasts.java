package ems.market.forecast;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import ems.market.party.ProsumerId;
import ems.market.quantity.NetEnergy;
import ems.market.record.Entry;

/**
 * What is expected of a period.
 *
 * @param energy of each prosumer by the strategy; those that cannot be forecast are missing
 * @param model version of the model that made them; empty for a strategy without one
 * @param merges what the model contract has to record before them, in order
 * @param agents what came of the homes' own agents, and goes before the strategy's
 */
public record Forecasts(
        Map<ProsumerId, NetEnergy> energy, OptionalInt model, List<Entry> merges, SignedForecasts.Arrived agents) {

    public Forecasts {
        energy = Map.copyOf(energy);
        merges = List.copyOf(merges);
    }

    /** Those of a strategy, where no home has an agent. */
    public Forecasts(Map<ProsumerId, NetEnergy> energy, OptionalInt model, List<Entry> merges) {
        this(energy, model, merges, SignedForecasts.Arrived.NOTHING);
    }

    /** Makes the forecasts of a strategy that does not learn. */
    public static Forecasts of(Map<ProsumerId, NetEnergy> energy) {
        return new Forecasts(energy, OptionalInt.empty(), List.of());
    }

    /** The same of the strategy, and what came of the homes' own agents. */
    public Forecasts with(SignedForecasts.Arrived arrived) {
        return new Forecasts(energy, model, merges, arrived);
    }
}
