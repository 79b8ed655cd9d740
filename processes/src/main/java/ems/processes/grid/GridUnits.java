package ems.processes.grid;

import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import ems.ledger.chain.BlockSigner;
import ems.ledger.chain.BlockSigning;
import ems.ledger.chain.SealedBlock;
import ems.ledger.contract.Registered;
import ems.ledger.note.NoteSigner;
import ems.ledger.unit.AskedUnits;
import ems.ledger.unit.EarlierBlocks;
import ems.ledger.unit.SigningHereOrElsewhere;
import ems.ledger.unit.UnitView;
import ems.ledger.unit.WantedChange;
import ems.ledger.validator.ValidatorChange;
import ems.market.party.GridId;
import ems.market.record.Validators;

/**
 * Who signs the blocks of one grid: units in this process, or units of their own at addresses. Where the grid has named others, these
 * sign until a quorum of them has voted for those of the plan; keys in this process vote by themselves. Thread-safe.
 */
final class GridUnits implements BlockSigning, AutoCloseable {

    private static final Logger LOG = Logger.getLogger("ems.validators");

    /** As much as an order keeps of addresses. */
    private static final int MOST_TEXT = 20_000;

    private final GridId grid;
    private final InstallationKeys keys;
    private final UnitReach reach;
    private final UnitVotes votes;
    private UnitPlan plan;
    private @Nullable AskedUnits asked;
    private @Nullable List<NoteSigner> signers;

    /** @param threads on which units are asked for their votes */
    GridUnits(GridId grid, UnitPlan plan, InstallationKeys keys, Duration patience, Executor threads) {
        this.grid = grid;
        this.plan = plan;
        this.keys = keys;
        this.reach = new UnitReach(keys, patience);
        this.votes = new UnitVotes(grid, this::named, this::signers, this::asked, threads);
    }

    /**
     * Units that shall sign and were reached, before anybody wants them.
     *
     * @param asked empty: all sign in this process, and always have
     */
    record Candidate(UnitPlan plan, Optional<AskedUnits> asked) {}

    /** @param blocks where units that are behind get theirs from */
    synchronized BlockSigning signing(EarlierBlocks blocks) {
        reach.from(blocks);
        if (!plan.isAllHere() && asked == null) {
            asked = reach.of(Optional.empty(), plan.addresses(), plan.leaving());
        }
        return this;
    }

    @Override
    public String sign(SealedBlock block, Validators validators) {
        return current().sign(block, validators);
    }

    @Override
    public boolean asksOthers() {
        return current().asksOthers();
    }

    private synchronized BlockSigning current() {
        return asked == null ? here() : new SigningHereOrElsewhere(here(), asked);
    }

    private synchronized Optional<AskedUnits> asked() {
        return Optional.ofNullable(asked);
    }

    synchronized UnitPlan plan() {
        return plan;
    }

    /** All whose keys are in this process, more of them than shall sign where there were more. */
    private BlockSigner here() {
        var now = plan();
        return now.isAllHere() && now.here() == 0 ? BlockSigner.NOBODY : new BlockSigner(signers());
    }

    private synchronized List<NoteSigner> signers() {
        if (signers == null) {
            signers = keys.units(plan.addresses().isEmpty() ? plan.here() : 0);
        }
        return signers;
    }

    boolean isHere(String key) {
        return signers().stream().anyMatch(signer -> signer.verifier().text().equals(key));
    }

    /**
     * Who shall sign: what a new grid records of them, and what others become.
     *
     * @throws IllegalStateException if they stand elsewhere and one of them does not answer
     */
    Optional<Validators> named() {
        var now = plan();
        if (now.named().isPresent()) {
            return now.named();
        }
        if (!now.addresses().isEmpty()) {
            return asked().map(units -> units.validators(grid, now.quorum()));
        }
        return now.here() == 0
                ? Optional.empty()
                : Optional.of(new BlockSigner(signers().subList(0, now.here())).validators(now.quorum()));
    }

    /**
     * Looks who others would be. Units elsewhere are asked for their keys; those that sign so far and shall not any more are asked on
     * until then.
     *
     * @param signing keys of those that sign now, and that a block on its way names
     * @throws IllegalStateException if one of them does not answer, or is no unit of this grid
     * @throws IllegalArgumentException if they are none that may be voted for, or those to be asked on take more than is kept
     */
    Candidate candidate(int here, int quorum, List<URI> addresses, Set<String> signing) {
        var leaving = leaving(addresses, signing);
        refuseTooMany(leaving);
        var before = asked();
        var units = before.isEmpty() && addresses.isEmpty() && leaving.isEmpty()
                ? Optional.<AskedUnits>empty()
                : Optional.of(reach.of(before, addresses, leaving));
        var named = addresses.isEmpty()
                ? new BlockSigner(keys.units(here).subList(0, here)).validators(quorum)
                : units.orElseThrow().validatorsNow(grid, quorum);
        ValidatorChange.refuseUnfit(named);
        return new Candidate(new UnitPlan(here, quorum, addresses, leaving, Optional.of(named)), units);
    }

    /** The earlier units that sign, or may: one that never answered is asked on until all who sign were met elsewhere. */
    private List<URI> leaving(List<URI> addresses, Set<String> signing) {
        var now = plan();
        Set<String> met = new HashSet<>();
        views().forEach(view -> view.key().ifPresent(met::add));
        signers().forEach(signer -> met.add(signer.verifier().text()));
        boolean all = met.containsAll(signing);
        Set<String> gone = views().stream()
                .filter(view -> view.key().map(key -> !signing.contains(key)).orElse(all))
                .map(UnitView::address)
                .collect(Collectors.toUnmodifiableSet());
        // those that are wanted may have been voted for meanwhile: they are asked on, whoever signs now
        var left = now.leaving().stream().filter(address -> !gone.contains(address.toString()));
        return Stream.concat(now.addresses().stream(), left)
                .filter(address -> !addresses.contains(address))
                .distinct()
                .toList();
    }

    private void refuseTooMany(List<URI> leaving) {
        int length = UnitPlan.text(leaving).length();
        if (length > MOST_TEXT) {
            throw new IllegalArgumentException("the addresses of the " + leaving.size()
                    + " earlier units that are asked on for grid " + grid + " take " + length
                    + " characters, and at most "
                    + MOST_TEXT
                    + " are kept: propose those that sign now, each of them running, and then the others");
        }
    }

    /** From now on these are wanted; votes for others are asked for no more. */
    synchronized void want(Candidate candidate) {
        plan = candidate.plan();
        asked = candidate.asked().orElse(null);
        signers = null;
        votes.begin();
    }

    /**
     * The entry with which other validators than those of the registry sign, once these have voted for it; asks those that have
     * not, and waits for none.
     */
    Optional<Validators> voted(Registered now) {
        return votes.voted(now);
    }

    /** Other validators that are wanted and not named yet, with their votes so far. */
    Optional<WantedChange> wantedChange(Registered now) {
        return votes.wanted(now);
    }

    /** How those that stand elsewhere are known to do. */
    List<UnitView> views() {
        return asked().map(AskedUnits::views).orElse(List.of());
    }

    /**
     * Where all shall sign here, and some that leave stand elsewhere, too few here are warned of alone.
     *
     * @throws IllegalArgumentException if too few of those that the grid has named can sign here; who stands elsewhere is asked later
     */
    void refuseTooFewOf(Validators named) {
        var now = plan();
        if (!now.addresses().isEmpty() || here().isQuorumOf(named)) {
            return;
        }
        var few = "the blocks of grid " + grid + " are signed by " + named.quorum() + " of "
                + named.keys().size() + " road-side units, and the keys of " + here().count(named) + " are in "
                + keys.folder();
        if (now.isAllHere()) {
            throw new IllegalArgumentException(
                    few + ": bring the keys back, say with ems.validators.urls where the units stand, or name"
                            + " another folder with --data");
        }
        LOG.warnf(
                "%s: the others are asked at %s, and blocks wait for them; those that were here sign once their keys are back",
                few, UnitPlan.text(now.leaving()));
    }

    @Override
    public void close() {
        asked().ifPresent(AskedUnits::close);
    }
}
