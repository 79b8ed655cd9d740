package ems.processes.grid;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import ems.ledger.chain.BlockSigner;
import ems.ledger.chain.BlockSigning;
import ems.ledger.contract.Registered;
import ems.ledger.note.NoteSigner;
import ems.ledger.store.LedgerBlocks;
import ems.ledger.store.LedgerStore;
import ems.ledger.unit.AskedUnits;
import ems.ledger.unit.AskedVotes;
import ems.ledger.unit.SigningHereOrElsewhere;
import ems.ledger.unit.UnitView;
import ems.ledger.unit.VoteCount;
import ems.ledger.unit.WantedChange;
import ems.ledger.validator.ValidatorChange;
import ems.market.party.GridId;
import ems.market.record.Validators;
import ems.processes.unit.RemoteUnit;

/**
 * Who signs this market's blocks: units in this process, or units of their own at addresses. Where a grid has named others, these
 * sign until a quorum of them has voted for those of the settings; keys in this process vote by themselves.
 */
@ApplicationScoped
public class RoadSideUnits {

    private static final Logger LOG = Logger.getLogger("ems.validators");

    private final InstallationKeys keys;
    /** How many sign in this process if none stand elsewhere; 0: nobody does. */
    private final int here;
    /** How many must sign each block. */
    private final int quorum;

    private final List<URI> addresses;
    /** Of units that sign so far, and shall not any more. */
    private final List<URI> leaving;

    private final Duration patience;
    private final Map<GridId, AskedVotes> votes = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "ems-votes");
        thread.setDaemon(true);
        return thread;
    });

    private @Nullable AskedUnits asked;
    private @Nullable List<NoteSigner> signers;

    public RoadSideUnits(
            InstallationKeys keys,
            @ConfigProperty(name = "ems.validators.units", defaultValue = "3") int here,
            @ConfigProperty(name = "ems.validators.quorum", defaultValue = "2") int quorum,
            @ConfigProperty(name = "ems.validators.urls") Optional<List<URI>> addresses,
            @ConfigProperty(name = "ems.validators.leaving") Optional<List<URI>> leaving,
            @ConfigProperty(name = "ems.validators.patience", defaultValue = "PT1.5S") Duration patience) {
        this.keys = keys;
        this.here = here;
        this.quorum = quorum;
        this.addresses = addresses.orElse(List.of());
        this.leaving = leaving.orElse(List.of());
        this.patience = patience;
        this.addresses.forEach(address -> refuseUnlessOfTheWeb("ems.validators.urls", address));
        this.leaving.forEach(address -> refuseUnlessOfTheWeb("ems.validators.leaving", address));
    }

    private static void refuseUnlessOfTheWeb(String setting, URI address) {
        var scheme = address.getScheme();
        var path = address.getPath();
        if (address.getHost() == null
                || !("http".equals(scheme) || "https".equals(scheme))
                || !(path == null || path.isEmpty() || path.equals("/"))
                || address.getQuery() != null) {
            throw new IllegalArgumentException(setting + " names '" + address
                    + "', which is no address like http://127.0.0.1:8090: set it right, or leave it empty");
        }
    }

    /** @param store where units that are behind get their blocks from */
    synchronized BlockSigning signing(LedgerStore store) {
        if (isAllHere()) {
            return here();
        }
        if (asked == null) {
            var http = HttpClient.newBuilder().connectTimeout(patience).build();
            asked = new AskedUnits(
                    reached(addresses, http), reached(leaving, http), keys.market(), new LedgerBlocks(store), patience);
        }
        return new SigningHereOrElsewhere(here(), asked);
    }

    private boolean isAllHere() {
        return addresses.isEmpty() && leaving.isEmpty();
    }

    private List<RemoteUnit> reached(List<URI> addresses, HttpClient http) {
        return addresses.stream()
                .map(address -> new RemoteUnit(address, http, patience.multipliedBy(2)))
                .toList();
    }

    private synchronized Optional<AskedUnits> asked() {
        return Optional.ofNullable(asked);
    }

    /** All whose keys are in this process, more of them than shall sign where there were more. */
    private BlockSigner here() {
        return isAllHere() && here == 0 ? BlockSigner.NOBODY : new BlockSigner(signers());
    }

    private synchronized List<NoteSigner> signers() {
        if (signers == null) {
            signers = keys.units(addresses.isEmpty() ? here : 0);
        }
        return signers;
    }

    /**
     * Who signs by the settings: what a new grid records of them, and what others become.
     *
     * @throws IllegalStateException if they stand elsewhere and one of them does not answer
     */
    Optional<Validators> named(GridId grid) {
        if (!addresses.isEmpty()) {
            return asked().map(units -> units.validators(grid, quorum));
        }
        return here == 0
                ? Optional.empty()
                : Optional.of(new BlockSigner(signers().subList(0, here)).validators(quorum));
    }

    /**
     * The entry with which other validators than those of the registry sign, once these have voted for it; asks those that have
     * not, and waits for none.
     */
    Optional<Validators> voted(GridId grid, Registered now) {
        return votes.computeIfAbsent(grid, id -> new AskedVotes(id, wanted(id), this::votes, threads))
                .voted(now);
    }

    private Supplier<Optional<Validators>> wanted(GridId grid) {
        var isWarned = new AtomicBoolean();
        return () -> {
            try {
                var found = named(grid);
                isWarned.set(false);
                return found;
            } catch (IllegalStateException | IllegalArgumentException e) {
                if (isWarned.compareAndSet(false, true)) {
                    LOG.warnf(
                            "whether other validators shall sign is not known now, and what was known last stays: %s",
                            e.getMessage());
                }
                return Optional.empty();
            }
        };
    }

    private VoteCount votes(ValidatorChange change) {
        var own = new VoteCount(new BlockSigner(signers()).votes(change), List.of());
        return asked().map(units -> own.and(units.votes(change)).and(unreached(change, units)))
                .orElse(own);
    }

    private VoteCount unreached(ValidatorChange change, AskedUnits units) {
        Set<String> reached = new HashSet<>();
        units.views().forEach(view -> view.key().ifPresent(reached::add));
        signers().forEach(signer -> reached.add(signer.verifier().text()));
        return new VoteCount(
                List.of(),
                change.from().keys().stream()
                        .filter(key -> !reached.contains(key))
                        .map(key -> key + " has a vote, and was met at no address: name its own in"
                                + " ems.validators.leaving if it shall not sign any more")
                        .toList());
    }

    /** Other validators that are wanted and not named yet, with their votes so far. */
    public Optional<WantedChange> wantedChange(GridId grid, Registered now) {
        return Optional.ofNullable(votes.get(grid)).flatMap(known -> known.view(now));
    }

    /** How those that stand elsewhere are known to do. */
    public List<UnitView> elsewhere() {
        return asked().map(AskedUnits::views).orElse(List.of());
    }

    /** @throws IllegalArgumentException if too few of those that a grid has named can sign here; who stands elsewhere is asked later */
    void refuseTooFewOf(Validators named, GridId grid) {
        if (isAllHere() && !here().isQuorumOf(named)) {
            throw new IllegalArgumentException(
                    "the blocks of grid " + grid + " are signed by " + named.quorum() + " of "
                            + named.keys().size() + " road-side units, and the keys of "
                            + here().count(named) + " are in " + keys.folder()
                            + ": bring the keys back, say with ems.validators.urls where the units stand, or name"
                            + " another folder with --data");
        }
    }

    @PreDestroy
    synchronized void close() {
        threads.shutdownNow();
        if (asked != null) {
            asked.close();
        }
    }
}
