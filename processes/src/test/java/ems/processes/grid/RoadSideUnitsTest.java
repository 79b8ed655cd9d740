package ems.processes.grid;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.market.party.GridId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What settings say of road-side units, and what becomes of an earlier proposal beside them. */
class RoadSideUnitsTest {

    private static final Logger LOG = Logger.getLogger("ems.validators");
    private static final GridId GRID = new GridId("home");

    @TempDir
    Path data;

    /** An order, and what is said to have been overtaken. */
    private record OneOrder(UnitOrder order, List<UnitOrder> overtaken) implements FindUnitOrder {

        @Override
        public Optional<UnitOrder> latest(GridId grid) {
            return Optional.of(order);
        }

        @Override
        public void overtaken(UnitOrder late) {
            overtaken.add(late);
        }
    }

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

    @Test
    void aStartThatIsRefusedEndsNoProposal() {
        var named = units(data, grid -> Optional.empty(), 3, "", "").named(GRID).orElseThrow();
        var proposed = new UnitPlan(3, 2, List.of(), List.of(), Optional.of(named));
        var then = new UnitPlan(5, 3, List.of(), List.of());
        var orders = new OneOrder(new UnitOrder(1, GRID, proposed, then.text(), false), new ArrayList<>());
        var mistaken = units(data.resolve("other"), orders, 4, "", "");
        assertThatIllegalArgumentException().isThrownBy(() -> mistaken.refuseTooFewOf(named, GRID));
        assertThat(orders.overtaken()).isEmpty();
        var right = units(data, orders, 4, "", "");
        assertThat(right.plan(GRID).here()).isEqualTo(4);
        assertThat(orders.overtaken())
                .as("it is not certain yet that it starts")
                .isEmpty();
        right.refuseTooFewOf(named, GRID);
        right.refuseTooFewOf(named, GRID);
        assertThat(orders.overtaken()).containsExactly(orders.order());
    }

    @Test
    void tooFewKeysAreWarnedOfWhereUnitsElsewhereLeave() {
        var named = units(data, grid -> Optional.empty(), 3, "", "").named(GRID).orElseThrow();
        var back = units(data.resolve("other"), grid -> Optional.empty(), 3, "", "http://127.0.0.1:1");
        List<String> lines = new CopyOnWriteArrayList<>();
        var handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(ExtLogRecord.wrap(line).getFormattedMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        LOG.addHandler(handler);
        try {
            back.refuseTooFewOf(named, GRID);
        } finally {
            LOG.removeHandler(handler);
        }
        assertThat(lines).singleElement().asString().contains("the keys of 0 are in", "http://127.0.0.1:1");
    }
}
