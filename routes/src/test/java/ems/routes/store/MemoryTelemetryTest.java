package ems.routes.store;

import java.time.Duration;
import java.util.Optional;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import ems.market.quantity.NetEnergy;
import ems.market.telemetry.TelemetryStore;
import ems.routes.Grid;

import static ems.routes.Grid.L1;
import static ems.routes.Grid.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MemoryTelemetryTest extends TelemetryStoreContract {

    @Override
    TelemetryStore newStore() {
        return new MemoryTelemetry();
    }

    @Test
    void earlierReadingsMayComeLater() {
        store.accept(Grid.reading(L1, NOON));
        store.accept(Grid.reading(L1, NOON.minusSeconds(3_600)));
        assertThat(store.sample(L1, NOON)).isPresent();
        assertThat(store.sample(L1, NOON.minusSeconds(3_600))).isPresent();
        assertThat(store.sample(L1, NOON.minusSeconds(3_590))).isEmpty();
    }

    @Test
    void nothingStartsBetweenSamples() {
        store.accept(Grid.reading(L1, NOON, Duration.ofMinutes(1), 1, 0));
        assertThat(store.sample(L1, NOON.plusSeconds(5))).isEmpty();
        assertThat(store.sample(L1, NOON.plusNanos(1))).isEmpty();
    }

    @Test
    void aMistypedYearIsRefused() {
        store.accept(Grid.reading(L1, NOON));
        store.accept(Grid.reading(L1, NOON.plus(Duration.ofDays(400)).minusSeconds(10)));
        assertThatThrownBy(() -> store.accept(Grid.reading(L1, NOON.plus(Duration.ofDays(400)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("400 days");
        store.accept(Grid.reading(L1, NOON.minus(Duration.ofDays(400))));
        assertThatThrownBy(() -> store.accept(
                        Grid.reading(L1, NOON.minus(Duration.ofDays(400)).minusSeconds(10))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void holdingLosesAndAddsNothing(
            @ForAll @IntRange(min = 1, max = 8_640) int samples,
            @ForAll @IntRange(max = 50_000) int produced,
            @ForAll @IntRange(max = 50_000) int consumed,
            @ForAll @IntRange(min = -500, max = 500) int from) {
        var held = new MemoryTelemetry();
        var reading =
                Grid.reading(L1, NOON.plusSeconds(10L * from), Duration.ofSeconds(10L * samples), produced, consumed);
        held.accept(reading);
        var sum = NetEnergy.BALANCED;
        for (var at = reading.at(); at.isBefore(reading.end()); at = at.plusSeconds(10)) {
            sum = sum.plus(held.sample(L1, at).orElseThrow());
        }
        assertThat(sum.energy().millijoules()).isEqualTo(Math.abs(produced - consumed) * 1_000L * 10 * samples);
        assertThat(held.sample(L1, reading.end())).isEqualTo(Optional.empty());
    }
}
