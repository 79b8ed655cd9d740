package ems.forecasting.pair;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import ems.forecasting.federation.GlobalParameters;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.MeteredEnergy;

/**
 * Forecasts of many pairs for one period. Those that hold the same global model go through the network together, which gives each
 * the bits that it would get alone.
 */
public final class PairForecasts {

    private final MatchingPeriod period;
    private final Workbench bench;
    private final Map<ProsumerId, MeteredEnergy> forecasts = new HashMap<>();
    private final List<LocalModel> together = new ArrayList<>();
    private @Nullable GlobalParameters shared;

    private PairForecasts(MatchingPeriod period, Workbench bench) {
        this.period = period;
        this.bench = bench;
    }

    /** Pairs that know too little for a forecast are missing. */
    public static Map<ProsumerId, MeteredEnergy> of(List<LocalModel> pairs, MatchingPeriod period, Workbench bench) {
        var group = new PairForecasts(period, bench);
        pairs.forEach(group::add);
        group.answer();
        return group.forecasts;
    }

    private void add(LocalModel pair) {
        var global = pair.shared(period).orElse(null);
        if (global == null) {
            pair.forecast(period, bench).ifPresent(energy -> forecasts.put(pair.prosumer(), energy));
            return;
        }
        if (!global.equals(shared) || together.size() == bench.batch().capacity()) {
            answer();
            shared = global;
        }
        pair.fillInputs(bench.batch(), together.size(), period);
        together.add(pair);
    }

    private void answer() {
        if (shared != null && !together.isEmpty()) {
            bench.network().forward(shared.values(), bench.batch().of(together.size()), bench.pass());
            for (int window = 0; window < together.size(); window++) {
                var pair = together.get(window);
                forecasts.put(pair.prosumer(), pair.energy(period, bench.pass(), window));
            }
            together.clear();
        }
    }
}
