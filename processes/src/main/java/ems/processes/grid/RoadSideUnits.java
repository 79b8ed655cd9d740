package ems.processes.grid;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import ems.ledger.chain.BlockSigning;
import ems.ledger.contract.Registered;
import ems.ledger.store.LedgerBlocks;
import ems.ledger.store.LedgerStore;
import ems.ledger.unit.UnitView;
import ems.ledger.unit.WantedChange;
import ems.market.party.GridId;
import ems.market.record.Validators;

/**
 * Who signs the blocks of each grid: as the settings say when it opens, and as was proposed last while the market ran. Settings that are
 * changed after that come after it.
 */
@ApplicationScoped
public class RoadSideUnits {

    private static final Logger LOG = Logger.getLogger("ems.validators");

    private final InstallationKeys keys;
    private final FindUnitOrder orders;
    private final UnitPlan settings;
    private final Duration patience;
    private final Map<GridId, GridUnits> grids = new ConcurrentHashMap<>();
    /** Orders that settings have come after, until it is certain that the market starts with these. */
    private final Map<GridId, UnitOrder> late = new ConcurrentHashMap<>();

    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "ems-votes");
        thread.setDaemon(true);
        return thread;
    });

    public RoadSideUnits(
            InstallationKeys keys,
            FindUnitOrder orders,
            @ConfigProperty(name = "ems.validators.units", defaultValue = "" + UnitPlan.UNITS) int here,
            @ConfigProperty(name = "ems.validators.quorum", defaultValue = "" + UnitPlan.QUORUM) int quorum,
            @ConfigProperty(name = "ems.validators.urls") Optional<List<URI>> addresses,
            @ConfigProperty(name = "ems.validators.leaving") Optional<List<URI>> leaving,
            @ConfigProperty(name = "ems.validators.patience", defaultValue = "PT1.5S") Duration patience) {
        this.keys = keys;
        this.orders = orders;
        this.settings = new UnitPlan(
                here, quorum, places("ems.validators.urls", addresses), places("ems.validators.leaving", leaving));
        this.patience = patience;
    }

    private static List<URI> places(String setting, Optional<List<URI>> addresses) {
        return addresses.orElse(List.of()).stream()
                .map(address -> UnitPlan.address(setting, address.toString()))
                .toList();
    }

    private GridUnits of(GridId grid) {
        return grids.computeIfAbsent(grid, id -> new GridUnits(id, planAtFirst(id), keys, patience, threads));
    }

    private UnitPlan planAtFirst(GridId grid) {
        var order = orders.latest(grid);
        if (order.isEmpty()) {
            return settings;
        }
        if (order.get().countsBeside(settings)) {
            return order.get().plan();
        }
        if (!order.get().overtaken()) {
            LOG.warnf(
                    "the settings of the road-side units were changed since others were proposed (trail %d): grid %s wants those of the"
                            + " settings",
                    order.get().trail(), grid);
            late.put(grid, order.get());
        }
        return settings.after(order.get().plan());
    }

    /** @param store where units that are behind get their blocks from */
    BlockSigning signing(GridId grid, LedgerStore store) {
        return of(grid).signing(new LedgerBlocks(store));
    }

    /**
     * Who shall sign: what a new grid records of them, and what others become.
     *
     * @throws IllegalStateException if they stand elsewhere and one of them does not answer
     */
    Optional<Validators> named(GridId grid) {
        return of(grid).named();
    }

    /** What was proposed of them, or what the settings say. */
    public UnitPlan plan(GridId grid) {
        return of(grid).plan();
    }

    /** Units that may be wanted instead of those so far, and were reached. */
    public static final class Wanted {

        private final GridUnits.Candidate candidate;

        private Wanted(GridUnits.Candidate candidate) {
            this.candidate = candidate;
        }

        public Validators validators() {
            return candidate.plan().named().orElseThrow();
        }
    }

    /**
     * Looks who others would be: units elsewhere are asked for their keys.
     *
     * @param here how many units of this process, where there are no addresses
     * @param signing keys of those that sign now, and that a block on its way names
     * @throws IllegalStateException if one of them does not answer, or is no unit of this grid
     * @throws IllegalArgumentException if they are none that may be voted for
     */
    public Wanted reached(GridId grid, int here, int quorum, List<URI> addresses, Set<String> signing) {
        return new Wanted(of(grid).candidate(here, quorum, addresses, signing));
    }

    /** As it is kept: with what the settings say now. */
    public UnitOrder order(GridId grid, long trail, Wanted wanted) {
        return new UnitOrder(trail, grid, wanted.candidate.plan(), settings.text(), false);
    }

    /** From now on these are wanted: those that sign are asked for their votes as the next period begins. */
    public void want(GridId grid, Wanted wanted) {
        of(grid).want(wanted.candidate);
    }

    /**
     * The entry with which other validators than those of the registry sign, once these have voted for it; asks those that have
     * not, and waits for none.
     */
    Optional<Validators> voted(GridId grid, Registered now) {
        return of(grid).voted(now);
    }

    /** Other validators that are wanted and not named yet, with their votes so far. */
    public Optional<WantedChange> wantedChange(GridId grid, Registered now) {
        return of(grid).wantedChange(now);
    }

    /** How those that stand elsewhere are known to do. */
    public List<UnitView> elsewhere(GridId grid) {
        return of(grid).views();
    }

    /** Whether the unit with this key signs in this process. */
    public boolean isHere(GridId grid, String key) {
        return of(grid).isHere(key);
    }

    /**
     * The last look before a grid is opened: what was proposed before its settings were changed counts no more from here on.
     *
     * @throws IllegalArgumentException if too few of those that a grid has named can sign here; who stands elsewhere is asked later
     */
    void refuseTooFewOf(Validators named, GridId grid) {
        of(grid).refuseTooFewOf(named);
        Optional.ofNullable(late.remove(grid)).ifPresent(orders::overtaken);
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
        grids.values().forEach(GridUnits::close);
    }
}
