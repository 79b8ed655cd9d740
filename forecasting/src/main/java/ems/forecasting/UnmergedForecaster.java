package ems.forecasting;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import ems.market.forecast.Forecaster;
import ems.market.forecast.Forecasts;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.NetEnergy;
import ems.market.record.GlobalModel;

import static java.util.Objects.requireNonNull;

/** Learning without merging, to see what merging is worth: a forecaster for each prosumer. Nothing of it is recorded. */
final class UnmergedForecaster implements Forecaster {

    private final String strategy;
    private final Map<ProsumerId, Forecaster> forecasters = new HashMap<>();

    UnmergedForecaster(String strategy, List<ProsumerId> prosumers, Function<ProsumerId, Forecaster> alone) {
        this.strategy = strategy;
        prosumers.forEach(prosumer -> forecasters.put(prosumer, alone.apply(prosumer)));
    }

    @Override
    public String strategy() {
        return strategy;
    }

    @Override
    public Forecasts forecasts(List<ProsumerId> prosumers, MatchingPeriod period, Optional<GlobalModel> recorded) {
        Map<ProsumerId, NetEnergy> energy = new HashMap<>();
        for (ProsumerId prosumer : prosumers) {
            energy.putAll(requireNonNull(forecasters.get(prosumer))
                    .forecasts(List.of(prosumer), period, Optional.empty())
                    .energy());
        }
        return Forecasts.of(energy);
    }
}
