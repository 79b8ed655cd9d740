package ems.forecasting;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import ems.forecasting.federation.MergeRules.Method;
import ems.forecasting.federation.ModelStore;
import ems.forecasting.federation.Uplink;
import ems.forecasting.pair.Ingredient;
import ems.forecasting.pair.LearningPlan;
import ems.market.forecast.Forecaster;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.telemetry.Readings;

/** All strategies by the names that scenarios, bids and tables know. */
public final class Strategies {

    public static final String PERFECT = PerfectForecaster.NAME;
    public static final String PERSISTENCE = PersistenceForecaster.NAME;
    public static final String YESTERDAY = SameTimeYesterday.NAME;
    public static final String FEDERATED = "federated";
    /** The federated one, merged from masked updates that nobody can read; their hashes differ from run to run, as the masks do. */
    public static final String SECURE = "federated-secure";
    /** The paper's output: the value itself, in kW. */
    public static final String OF_THE_PAPER = "federated-absolute";
    /** Starts the names of {@link #FEDERATED} without one of its ingredients. */
    private static final String WITHOUT = "federated-no-";

    private static final String ALONE = WITHOUT + "merge";

    private static final Map<String, Making> ALL = all();

    private Strategies() {}

    /** What a strategy is made for. */
    public record Setting(
            Readings readings,
            Function<MatchingPeriod, List<ProsumerId>> prosumers,
            FederatedSettings federated,
            ModelStore store,
            Uplink uplink) {

        /** Where what pairs send arrives. */
        public Setting(
                Readings readings,
                Function<MatchingPeriod, List<ProsumerId>> prosumers,
                FederatedSettings federated,
                ModelStore store) {
            this(readings, prosumers, federated, store, Uplink.GOOD);
        }

        /** With the same prosumers at any time. */
        public Setting(Readings readings, List<ProsumerId> prosumers, FederatedSettings federated, ModelStore store) {
            this(readings, period -> prosumers, federated, store);
        }
    }

    private interface Making {
        Forecaster of(String name, Setting setting);
    }

    private static Map<String, Making> all() {
        Map<String, Making> all = new LinkedHashMap<>();
        all.put(PERFECT, (name, setting) -> new PerfectForecaster(setting.readings()));
        all.put(PERSISTENCE, (name, setting) -> new PersistenceForecaster(setting.readings()));
        all.put(YESTERDAY, (name, setting) -> new SameTimeYesterday(setting.readings()));
        all.put(FEDERATED, (name, setting) -> federated(name, setting, LearningPlan.DEFAULT, setting.prosumers()));
        all.put(SECURE, (name, setting) -> {
            var secure = new Setting(
                    setting.readings(),
                    setting.prosumers(),
                    setting.federated().merging(Method.SECURE_MEAN),
                    setting.store(),
                    setting.uplink());
            return federated(name, secure, LearningPlan.DEFAULT, setting.prosumers());
        });
        all.put(
                OF_THE_PAPER,
                (name, setting) -> federated(name, setting, LearningPlan.DEFAULT.ofThePaper(), setting.prosumers()));
        for (Ingredient ingredient : Ingredient.values()) {
            var plan = LearningPlan.DEFAULT.without(ingredient);
            all.put(
                    WITHOUT + ingredient.name().toLowerCase(Locale.ROOT),
                    (name, setting) -> federated(name, setting, plan, setting.prosumers()));
        }
        all.put(ALONE, Strategies::alone);
        return all;
    }

    private static Forecaster federated(
            String name, Setting setting, LearningPlan plan, Function<MatchingPeriod, List<ProsumerId>> prosumers) {
        return new FederatedForecaster(
                name, setting.readings(), prosumers, setting.federated().with(plan), setting.store(), setting.uplink());
    }

    private static Forecaster alone(String name, Setting setting) {
        var unkept = new Setting(setting.readings(), setting.prosumers(), setting.federated(), ModelStore.NONE);
        return new UnmergedForecaster(
                name, prosumer -> federated(name, unkept, LearningPlan.DEFAULT, always -> List.of(prosumer)));
    }

    public static Set<String> names() {
        return ALL.keySet();
    }

    /** The strategies of a live market: they need no coming readings, and keep one set of models a grid. */
    public static Set<String> live() {
        return Set.of(PERSISTENCE, YESTERDAY, FEDERATED, SECURE);
    }

    /** The federated one, its form in the paper, and what each ingredient is worth. */
    public static List<String> variants() {
        return ALL.keySet().stream()
                .filter(name -> name.startsWith(FEDERATED) && !name.equals(SECURE))
                .toList();
    }

    /** @throws IllegalArgumentException if no strategy has this name */
    public static Forecaster of(String name, Setting setting) {
        var making = ALL.get(name);
        if (making == null) {
            throw new IllegalArgumentException("forecast '" + name + "' is none of " + String.join(", ", ALL.keySet()));
        }
        return making.of(name, setting);
    }
}
