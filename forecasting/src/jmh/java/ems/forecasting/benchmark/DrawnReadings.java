package ems.forecasting.benchmark;

import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;

import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.MeteredEnergy;
import ems.market.telemetry.Readings;
import ems.market.telemetry.VehicleReport;

/** Readings of any number of homes that nobody stores: each minute's are a function of home and minute. */
final class DrawnReadings implements Readings {

    private static final long SUN = 120_000_000L;
    private static final long LOAD = 20_000_000L;

    @Override
    public Optional<MeteredEnergy> metered(ProsumerId prosumer, Instant sampleStart) {
        return metered(prosumer, MatchingPeriod.containing(sampleStart))
                .map(whole -> new MeteredEnergy(sixth(whole.production()), sixth(whole.consumption())));
    }

    private static Energy sixth(Energy whole) {
        return new Energy(whole.millijoules() / MatchingPeriod.SAMPLES);
    }

    @Override
    public Optional<MeteredEnergy> metered(ProsumerId prosumer, MatchingPeriod period) {
        long home = prosumer.text().hashCode();
        long minute = period.start().getEpochSecond() / MatchingPeriod.LENGTH.toSeconds();
        var draws = new SplittableRandom(home * 1_000_003 + minute);
        return Optional.of(new MeteredEnergy(new Energy(draws.nextLong(SUN)), new Energy(draws.nextLong(LOAD))));
    }

    @Override
    public boolean pluggedIn(VehicleId vehicle, Instant instant) {
        return false;
    }

    @Override
    public VehicleReport report(VehicleId vehicle, Instant after, Instant upTo) {
        return new VehicleReport(Optional.empty(), false, Energy.ZERO, Optional.empty());
    }
}
