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
 * @param energy of each prosumer; those that cannot be forecast are missing
 * @param model version of the model that made them; empty for a strategy without one
 * @param merges what the model contract has to record before them, in order
 */
public record Forecasts(Map<ProsumerId, NetEnergy> energy, OptionalInt model, List<Entry> merges) {

    public Forecasts {
        energy = Map.copyOf(energy);
        merges = List.copyOf(merges);
    }

    /** Makes the forecasts of a strategy that does not learn. */
    public static Forecasts of(Map<ProsumerId, NetEnergy> energy) {
        return new Forecasts(energy, OptionalInt.empty(), List.of());
    }
}
