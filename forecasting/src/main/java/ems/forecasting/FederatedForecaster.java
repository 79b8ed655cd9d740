package ems.forecasting;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import ems.forecasting.federation.Federation;
import ems.forecasting.federation.GlobalParameters;
import ems.forecasting.federation.InitialParameters;
import ems.forecasting.federation.LearnerDraw;
import ems.forecasting.federation.ModelStore;
import ems.forecasting.federation.Uplink;
import ems.forecasting.pair.LocalModel;
import ems.forecasting.pair.PairForecasts;
import ems.forecasting.pair.Workbench;
import ems.forecasting.pair.Workbenches;
import ems.market.forecast.ForecastUnavailable;
import ems.market.forecast.Forecaster;
import ems.market.forecast.Forecasts;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.NetEnergy;
import ems.market.record.Entry;
import ems.market.record.GlobalModel;
import ems.market.telemetry.Readings;

/**
 * Each prosumer's EV learns from that prosumer's readings and forecasts from its own model; every so many periods the models
 * are merged, and each EV goes on from the merged one. In a large grid {@linkplain LearnerDraw some are drawn} to learn, and all
 * forecast.
 *
 * <p>What it answers for a period is a function of the readings before it, of the settings, and of the newest recorded
 * global model: asked again after a restart, it takes that model from the store, learns what followed, and answers the same.
 *
 * <p>Thread-safe: it works on one period at a time, and repeats its answer to an earlier one.
 */
public final class FederatedForecaster implements Forecaster {

    private final String strategy;
    private final Readings readings;
    private final Function<MatchingPeriod, List<ProsumerId>> prosumers;
    private final FederatedSettings settings;
    private final ModelStore store;
    private final Uplink uplink;
    private final Workbenches benches;
    private final NavigableMap<MatchingPeriod, Answer> answers = new TreeMap<>();
    private final NavigableMap<Integer, List<Entry>> merges = new TreeMap<>();
    /** A live market does not wait: a question that comes while another is answered is refused at once. */
    private final ReentrantLock atWork = new ReentrantLock();

    private @Nullable Course course;

    /** What was said of a period. */
    private record Answer(Map<ProsumerId, NetEnergy> energy, int version) {}

    /** With the same prosumers at any time. */
    public FederatedForecaster(
            String strategy,
            Readings readings,
            List<ProsumerId> prosumers,
            FederatedSettings settings,
            ModelStore store,
            Uplink uplink) {
        this(strategy, readings, period -> prosumers, settings, store, uplink);
    }

    /**
     * @param strategy the name that bids and tables show
     * @param prosumers of a period
     */
    public FederatedForecaster(
            String strategy,
            Readings readings,
            Function<MatchingPeriod, List<ProsumerId>> prosumers,
            FederatedSettings settings,
            ModelStore store,
            Uplink uplink) {
        this.strategy = strategy;
        this.readings = readings;
        this.prosumers = prosumers;
        this.settings = settings;
        this.store = store;
        this.uplink = uplink;
        this.benches = new Workbenches(settings.learning());
    }

    @Override
    public String strategy() {
        return strategy;
    }

    @Override
    public Forecasts forecasts(List<ProsumerId> asked, MatchingPeriod period, Optional<GlobalModel> recorded) {
        if (settings.keptAnswers().isEmpty()) {
            atWork.lock();
        } else if (!atWork.tryLock()) {
            throw new ForecastUnavailable("the models are still at work on an earlier question");
        }
        try {
            return answer(asked, period, recorded);
        } finally {
            atWork.unlock();
        }
    }

    private Forecasts answer(List<ProsumerId> asked, MatchingPeriod period, Optional<GlobalModel> recorded) {
        var next = moveTo(period, recorded);
        if (settings.keptAnswers().isPresent() && recorded.isPresent()) {
            merges.headMap(recorded.get().version(), true).clear();
        }
        var answer = answers.get(period);
        if (answer == null) {
            throw new ForecastUnavailable("the models have moved on to " + next + " and forget " + period);
        }
        Map<ProsumerId, NetEnergy> energy = new HashMap<>(answer.energy());
        energy.keySet().retainAll(Set.copyOf(asked));
        return new Forecasts(energy, OptionalInt.of(answer.version()), unrecorded(answer.version(), recorded));
    }

    /**
     * Forecasts up to this period, and returns the next. What fails on the way leaves pairs half taught: then all begin again
     * from the recorded model.
     */
    private MatchingPeriod moveTo(MatchingPeriod period, Optional<GlobalModel> recorded) {
        boolean moved = false;
        try {
            if (course == null) {
                course = begin(period, recorded);
            }
            while (!period.isBefore(course.next)) {
                course.advance();
            }
            moved = true;
            return course.next;
        } finally {
            if (!moved) {
                course = null;
                answers.clear();
                merges.clear();
            }
        }
    }

    /** What came of models up to this version, as far as it is not recorded. */
    private List<Entry> unrecorded(int version, Optional<GlobalModel> recorded) {
        int from = recorded.map(model -> model.version() + 1).orElse(0);
        if (from <= version && !merges.containsKey(from)) {
            throw new ForecastUnavailable(
                    "what was merged into " + ModelStore.global(from) + " is forgotten, and not recorded");
        }
        return from > version
                ? List.of()
                : merges.subMap(from, true, version, true).values().stream()
                        .flatMap(List::stream)
                        .toList();
    }

    private Course begin(MatchingPeriod period, Optional<GlobalModel> recorded) {
        var start = recorded.map(this::kept)
                .orElseGet(() -> new GlobalParameters(
                        LocalModel.SHAPE, 0, period, InitialParameters.of(LocalModel.SHAPE, settings.seed())));
        var federation = new Federation(settings.merging(), store, start);
        if (recorded.isEmpty()) {
            merges.put(0, federation.begin());
        }
        var begun = new Course(federation, start.at());
        begun.forecastNext();
        return begun;
    }

    private GlobalParameters kept(GlobalModel recorded) {
        var name = ModelStore.global(recorded.version());
        var file = store.find(name)
                .orElseThrow(() -> new ForecastUnavailable("the file of " + name + " is missing: put it back"));
        if (!file.hash().equals(recorded.hash())) {
            throw new ForecastUnavailable("the file of " + name + " is not the one that was recorded");
        }
        try {
            return file.global(LocalModel.SHAPE);
        } catch (IllegalArgumentException e) {
            throw new ForecastUnavailable("the file of " + name + " holds no model of this network", e);
        }
    }

    /** The models of all pairs, and how far they have come. */
    private final class Course {

        private final Federation federation;
        private final SortedMap<ProsumerId, LocalModel> pairs = new TreeMap<>();
        private MatchingPeriod next;
        private LearnerDraw draw;

        Course(Federation federation, MatchingPeriod next) {
            this.federation = federation;
            this.next = next;
            this.draw = drawn();
            meet();
        }

        /** Who learns from the current model on: drawn among the members from whose period on it is used. */
        private LearnerDraw drawn() {
            var current = federation.current();
            return LearnerDraw.of(current, prosumers.apply(current.at()), settings.learners());
        }

        /** Pairs come and go with the members of the next period. */
        private void meet() {
            var present = prosumers.apply(next);
            if (pairs.size() == present.size() && pairs.keySet().containsAll(present)) {
                return;
            }
            pairs.keySet().retainAll(Set.copyOf(present));
            for (ProsumerId prosumer : present) {
                if (!pairs.containsKey(prosumer)) {
                    pairs.put(prosumer, arriving(prosumer));
                }
            }
        }

        /** Goes on from the global model, and learns what followed, as if it had been there since the last merge. */
        private LocalModel arriving(ProsumerId prosumer) {
            var plan = settings.learning(draw);
            var pair = new LocalModel(prosumer, plan, settings.seed());
            var start = federation.current();
            var first = new MatchingPeriod(start.at().start().minus(plan.memory()));
            var past = readings.metered(prosumer, first, next);
            past.headMap(start.at()).forEach(pair::measure);
            pair.takeOver(start, benches.one(), draw.learns(prosumer));
            for (var then = start.at(); then.isBefore(next); then = then.next()) {
                var energy = past.get(then);
                if (energy != null) {
                    pair.measure(then, energy);
                }
                pair.learn(then.next(), benches.one());
            }
            return pair;
        }

        /** Learns from the period before the next one, merges if it is time, and forecasts the next one. */
        void advance() {
            var before = readings.during(next.previous(), List.copyOf(pairs.keySet()));
            for (LocalModel pair : pairs.values()) {
                before.metered(pair.prosumer(), next.previous())
                        .ifPresent(energy -> pair.measure(next.previous(), energy));
            }
            benches.share(all(), (some, bench) -> some.forEach(pair -> pair.learn(next, bench)));
            meet();
            if (settings.isMergeDue(next)) {
                merge();
            }
            if (settings.merging().isSecure() && settings.isMergeDue(next.next())) {
                prepareMerge();
            }
            forecastNext();
        }

        private List<LocalModel> all() {
            return List.copyOf(pairs.values());
        }

        private void merge() {
            var merge = new PairMerge(federation, settings.merging(), uplink);
            var entries = merge.merge(all(), draw, next);
            merges.put(federation.current().version(), entries);
            var before = draw;
            draw = drawn();
            if (draw.isSampled() == before.isSampled()) {
                benches.share(merge.listening(), (some, bench) -> some.forEach(pair -> takeOver(pair, bench)));
            } else {
                // all remember longer now, or shorter
                pairs.clear();
                meet();
            }
        }

        /** In a grid where those who learn are drawn, all of them are here. */
        private void prepareMerge() {
            if (!draw.isSampled()) {
                var learnt = pairs.values().stream()
                        .flatMap(pair -> pair.update().stream())
                        .toList();
                uplink.prepare(federation.current(), learnt, next.next());
            }
        }

        private void takeOver(LocalModel pair, Workbench bench) {
            pair.takeOver(federation.current(), bench, draw.learns(pair.prosumer()));
        }

        void forecastNext() {
            Map<ProsumerId, NetEnergy> energy = new ConcurrentHashMap<>();
            benches.share(
                    all(),
                    (some, bench) -> PairForecasts.of(some, next, bench)
                            .forEach((prosumer, metered) -> energy.put(prosumer, metered.net())));
            answers.put(next, new Answer(energy, federation.current().version()));
            settings.keptAnswers().ifPresent(kept -> {
                while (answers.size() > kept) {
                    answers.pollFirstEntry();
                }
            });
            next = next.next();
        }
    }
}
