package ems.ledger.unit;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import ems.ledger.chain.BlockSigning;
import ems.ledger.chain.Checkpoints;
import ems.ledger.chain.HeaderText;
import ems.ledger.chain.SealedBlock;
import ems.ledger.note.Checkpoint;
import ems.ledger.note.NoteSignature;
import ems.ledger.note.NoteSigner;
import ems.ledger.note.NoteVerifier;
import ems.ledger.tree.Sha256;
import ems.ledger.validator.Quorum;
import ems.ledger.validator.ValidatorChange;
import ems.market.ledger.AnchorUnavailable;
import ems.market.party.GridId;
import ems.market.record.Validators;

/**
 * Units that run as processes of their own: all are asked at once, and a block is signed by the first ones that make a quorum,
 * and by whoever answers soon after them. One that hangs is not asked twice. Thread-safe.
 */
public final class AskedUnits implements BlockSigning, AutoCloseable {

    /** So much longer than for a quorum the others are waited for. */
    private static final Duration GRACE = Duration.ofMillis(100);

    /** Those that shall sign. */
    private final List<AskedUnit> staying;
    /** Those and the others that sign as long as they are validators. */
    private final List<AskedUnit> units;

    private final NoteSigner market;
    private final EarlierBlocks earlier;
    private final Duration patience;
    private final ExecutorService threads;

    /**
     * @param market key with which this market signs what it sends to units
     * @param patience with a block's quorum; what takes longer goes on, and is asked for again with the block's next try
     */
    public AskedUnits(List<? extends ReachedUnit> units, NoteSigner market, EarlierBlocks earlier, Duration patience) {
        this(units, List.of(), market, earlier, patience);
    }

    /** @param leaving units that shall sign no more: they are asked as long as they are validators */
    public AskedUnits(
            List<? extends ReachedUnit> staying,
            List<? extends ReachedUnit> leaving,
            NoteSigner market,
            EarlierBlocks earlier,
            Duration patience) {
        this(
                staying.stream().map(AskedUnit::new).toList(),
                leaving.stream().map(AskedUnit::new).toList(),
                market,
                earlier,
                patience,
                Executors.newCachedThreadPool(work -> {
                    var thread = new Thread(work, "ems-units");
                    thread.setDaemon(true);
                    return thread;
                }));
    }

    private AskedUnits(
            List<AskedUnit> staying,
            List<AskedUnit> leaving,
            NoteSigner market,
            EarlierBlocks earlier,
            Duration patience,
            ExecutorService threads) {
        this.staying = List.copyOf(staying);
        this.units = Stream.concat(staying.stream(), leaving.stream()).toList();
        this.market = market;
        this.earlier = earlier;
        this.patience = patience;
        this.threads = threads;
    }

    /** Others in their place, which know of a unit at the same address what these know; either of the two is closed, not both. */
    public AskedUnits with(List<? extends ReachedUnit> nowStaying, List<? extends ReachedUnit> nowLeaving) {
        return new AskedUnits(known(nowStaying), known(nowLeaving), market, earlier, patience, threads);
    }

    private List<AskedUnit> known(List<? extends ReachedUnit> reached) {
        return reached.stream()
                .map(unit -> units.stream()
                        .filter(asked -> asked.address().equals(unit.address()))
                        .findFirst()
                        .orElseGet(() -> new AskedUnit(unit)))
                .toList();
    }

    /**
     * What a grid records of those that shall sign: all must answer.
     *
     * @throws IllegalStateException if one does not, or is a unit of another grid
     */
    public Validators validators(GridId grid, int quorum) {
        List<String> keys = new ArrayList<>();
        for (AskedUnit unit : staying) {
            try {
                keys.add(unit.key(grid).text());
            } catch (IOException e) {
                throw new IllegalStateException(
                        "grid " + grid + " names its road-side units, and one is not there: " + e.getMessage()
                                + ". Start it with ./ems validator",
                        e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while units were asked for their keys", e);
            }
        }
        long names = keys.stream()
                .map(NoteVerifier::parse)
                .map(NoteVerifier::name)
                .distinct()
                .count();
        if (names < keys.size()) {
            throw new IllegalStateException("two road-side units of grid " + grid
                    + " have the same name, and would count once: start each with a --name of its own");
        }
        return new Validators(quorum, keys);
    }

    /** The same, by the keys that they have now. @throws IllegalStateException as there */
    public Validators validatorsNow(GridId grid, int quorum) {
        staying.forEach(AskedUnit::forget);
        return validators(grid, quorum);
    }

    /** In the order in which they were given. */
    public List<UnitView> views() {
        return units.stream().map(AskedUnit::view).toList();
    }

    /** Asks all of them, one after the other, for their votes. */
    public VoteCount votes(ValidatorChange change) {
        List<NoteSignature> given = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (AskedUnit unit : units) {
            try {
                unit.vote(change).ifPresent(given::add);
            } catch (IOException | RuntimeException e) {
                missing.add(String.valueOf(e.getMessage()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        return new VoteCount(given, missing);
    }

    @Override
    public boolean asksOthers() {
        return true;
    }

    @Override
    public String sign(SealedBlock block, Validators validators) {
        var checkpoint = checkpoint(block);
        var enough = new CompletableFuture<@Nullable Void>();
        // one unit may stand at two addresses, and counts once
        Set<String> signed = ConcurrentHashMap.newKeySet();
        var answers = asked(block, checkpoint, validators, signature -> {
            if (signed.add(signature.name()) && signed.size() >= validators.quorum()) {
                enough.complete(null);
            }
        });
        await(CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new)), enough);
        var signatures = answers.stream()
                .map(answer -> answer.getNow(Optional.empty()))
                .flatMap(Optional::stream)
                .toList();
        long names = signatures.stream().map(NoteSignature::name).distinct().count();
        if (names < validators.quorum()) {
            throw new AnchorUnavailable(waits(block, names, validators), null);
        }
        String lines = signatures.stream().map(NoteSignature::line).distinct().collect(Collectors.joining());
        try {
            Quorum.of(validators).refuseUnlessSigned(Checkpoints.note(checkpoint, lines));
        } catch (IllegalArgumentException e) {
            throw new AnchorUnavailable(HeaderText.name(block.header()) + " waits: " + e.getMessage(), e);
        }
        return lines;
    }

    private static Checkpoint checkpoint(SealedBlock block) {
        return Checkpoints.of(block.header().key().grid(), block.head().log(), new Sha256());
    }

    /** Sends a block that others sign to all units, so that those that shall sign later have it; waits for none. */
    void show(SealedBlock block, Validators validators) {
        asked(block, checkpoint(block), validators, signature -> {});
    }

    /** @param onSignature done with each signature that comes */
    private List<CompletableFuture<Optional<NoteSignature>>> asked(
            SealedBlock block, Checkpoint checkpoint, Validators validators, Consumer<NoteSignature> onSignature) {
        var grid = block.header().key().grid();
        var proposals = new Proposals(block, market, earlier);
        var signers = Quorum.of(validators).verifiers();
        return units.stream()
                .map(unit -> CompletableFuture.supplyAsync(
                        () -> {
                            var signature = asked(unit, proposals, checkpoint, grid, signers);
                            signature.ifPresent(onSignature);
                            return signature;
                        },
                        threads))
                .toList();
    }

    private Optional<NoteSignature> asked(
            AskedUnit unit, Proposals proposals, Checkpoint checkpoint, GridId grid, List<NoteVerifier> signers) {
        try {
            return unit.signature(proposals, checkpoint, grid, signers, staying.contains(unit));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** For all, or for enough and then a little longer. */
    private void await(CompletableFuture<Void> all, CompletableFuture<@Nullable Void> enough) {
        try {
            CompletableFuture.anyOf(all, enough).get(patience.toNanos(), TimeUnit.NANOSECONDS);
            all.get(GRACE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException goOn) {
            // with those that answered
        } catch (ExecutionException e) {
            throw new IllegalStateException("units could not be asked", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String waits(SealedBlock block, long signed, Validators validators) {
        return HeaderText.name(block.header()) + " is signed by " + signed + " of "
                + validators.keys().size() + " road-side units, and " + validators.quorum() + " must sign: "
                + units.stream()
                        .map(AskedUnit::view)
                        .flatMap(view -> view.complaint().stream())
                        .collect(Collectors.joining("; "));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
