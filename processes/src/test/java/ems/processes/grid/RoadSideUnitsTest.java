package ems.processes.grid;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.market.party.GridId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What settings say of road-side units, and what becomes of an earlier proposal beside them. */
class RoadSideUnitsTest {

    private static final GridId GRID = new GridId("home");

    @TempDir
    Path data;

    private static RoadSideUnits units(Path folder, FindUnitOrder orders, int here, String urls, String leaving) {
        return new RoadSideUnits(
                new InstallationKeys(folder), orders, here, 2, places(urls), places(leaving), Duration.ofSeconds(1));
    }

    private static Optional<List<URI>> places(String address) {
        return address.isEmpty() ? Optional.empty() : Optional.of(List.of(URI.create(address)));
    }

    @Test
    void oneUnitHasOneAddressInSettingsAsInProposals() {
        var plan = units(data, grid -> Optional.empty(), 3, "http://Unit-1:8091/", "http://UNIT-2:8091/")
                .plan(GRID);
        assertThat(plan.addresses()).containsExactly(URI.create("http://unit-1:8091"));
        assertThat(plan.leaving()).containsExactly(URI.create("http://unit-2:8091"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> units(data, grid -> Optional.empty(), 3, "http://unit-1:8091/x", ""))
                .withMessageContaining("ems.validators.urls names 'http://unit-1:8091/x'");
    }
}
