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

/** Learning without merging, to see what merging is worth: a forecaster for each prosumer. Nothing of it is recorded. */
final class UnmergedForecaster implements Forecaster {

    private final String strategy;
    private final Function<ProsumerId, Forecaster> alone;
    private final Map<ProsumerId, Forecaster> forecasters = new HashMap<>();

    UnmergedForecaster(String strategy, Function<ProsumerId, Forecaster> alone) {
        this.strategy = strategy;
        this.alone = alone;
    }

    @Override
    public String strategy() {
        return strategy;
    }

    @Override
    public Forecasts forecasts(List<ProsumerId> prosumers, MatchingPeriod period, Optional<GlobalModel> recorded) {
        Map<ProsumerId, NetEnergy> energy = new HashMap<>();
        for (ProsumerId prosumer : prosumers) {
            energy.putAll(forecasters
                    .computeIfAbsent(prosumer, alone)
                    .forecasts(List.of(prosumer), period, Optional.empty())
                    .energy());
        }
        return Forecasts.of(energy);
    }
}
