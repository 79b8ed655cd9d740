package ems.study.evaluation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import ems.market.forecast.Forecaster;
import ems.market.forecast.Forecasts;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.MeteredEnergy;
import ems.market.quantity.NetEnergy;
import ems.market.record.GlobalModel;
import ems.market.telemetry.Readings;
import ems.market.telemetry.VehicleReport;
import ems.study.fixture.FixtureHost;
import ems.study.host.ForecastSetting;

/** Its forecasters may read nothing at or after the period that they are asked for, and none may be skipped. */
class SpyingHost extends FixtureHost {

    @Override
    public Forecaster forecaster(String strategy, ForecastSetting setting) {
        if (strategy.equals("perfect")) {
            return super.forecaster(strategy, setting);
        }
        var known = new KnownReadings(setting.readings());
        return new Forecaster() {

            private Optional<MatchingPeriod> latest = Optional.empty();

            @Override
            public String strategy() {
                return strategy;
            }

            @Override
            public Forecasts forecasts(
                    List<ProsumerId> prosumers, MatchingPeriod period, Optional<GlobalModel> recorded) {
                if (latest.isPresent() && latest.get().next().isBefore(period)) {
                    throw new AssertionError(strategy + " is asked for " + period + " after " + latest.get());
                }
                latest = latest.filter(period::isBefore).or(() -> Optional.of(period));
                known.now = period;
                Map<ProsumerId, NetEnergy> energy = new HashMap<>();
                for (ProsumerId prosumer : prosumers) {
                    expected(strategy, setting.seed(), known, prosumer, period)
                            .ifPresent(net -> energy.put(prosumer, net));
                }
                return Forecasts.of(energy);
            }
        };
    }

    Optional<NetEnergy> expected(
            String strategy, long seed, Readings readings, ProsumerId prosumer, MatchingPeriod period) {
        return switch (strategy) {
            case "persistence" -> readings.period(prosumer, period.previous());
            case "same-time-yesterday" ->
                readings.period(prosumer, new MatchingPeriod(period.start().minus(Duration.ofDays(1))));
            default ->
                readings.period(prosumer, period.previous())
                        .map(last ->
                                new NetEnergy(last.direction(), last.energy().plus(new Energy(seed * 60_000))));
        };
    }

    /** What is over when a period begins. */
    private static final class KnownReadings implements Readings {

        private final Readings all;
        private MatchingPeriod now;

        KnownReadings(Readings all) {
            this.all = all;
        }

        @Override
        public Optional<MeteredEnergy> metered(ProsumerId prosumer, Instant sampleStart) {
            if (!sampleStart.isBefore(now.start())) {
                throw new AssertionError("a forecast of " + now + " reads " + sampleStart);
            }
            return all.metered(prosumer, sampleStart);
        }

        @Override
        public boolean pluggedIn(VehicleId vehicle, Instant instant) {
            throw new AssertionError("a forecaster asks for a car");
        }

        @Override
        public VehicleReport report(VehicleId vehicle, Instant after, Instant upTo) {
            throw new AssertionError("a forecaster asks for a car");
        }
    }
}
