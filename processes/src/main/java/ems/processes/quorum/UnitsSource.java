package ems.processes.quorum;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import jakarta.inject.Singleton;

import ems.ledger.contract.Registered;
import ems.ledger.note.NoteSignature;
import ems.ledger.note.NoteVerifier;
import ems.ledger.store.LedgerBlocks;
import ems.ledger.store.LedgerBlocks.SignedHeader;
import ems.ledger.unit.UnitView;
import ems.ledger.unit.WantedChange;
import ems.market.ledger.BlockHeader;
import ems.market.party.GridId;
import ems.market.record.Validators;
import ems.processes.grid.GridWiring;
import ems.processes.grid.LiveGrid;
import ems.processes.grid.RoadSideUnits;
import ems.processes.grid.UnitOrders;
import ems.processes.grid.UnitPlan;
import ems.processes.operations.ActionView;
import ems.processes.operations.Caller;
import ems.processes.operations.Intervention;
import ems.processes.operations.Interventions;
import ems.processes.quorum.UnitsView.ProposedUnits;
import ems.processes.quorum.UnitsView.UnitRow;
import ems.processes.quorum.UnitsView.Vote;
import ems.processes.quorum.UnitsView.WantedUnits;

/** Puts together what an operator sees of road-side units. Looking changes nothing. */
@Singleton
class UnitsSource {

    /** Blocks in which a unit's last signature is looked for. */
    private static final int LOOKED_AT = 20;

    private static final int ORDERS = 5;
    private static final String CONSEQUENCE =
            "Those that sign now are asked for their votes as the next period begins, and sign until enough have voted; no unit votes for"
                    + " what its owner has not approved. Have the new ones caught up before: blocks wait for them.";

    private final RoadSideUnits units;
    private final UnitOrders orders;
    private final LedgerBlocks blocks;
    private final Interventions interventions;
    private final Caller caller;

    UnitsSource(RoadSideUnits units, UnitOrders orders, GridWiring wiring, Interventions interventions, Caller caller) {
        this.units = units;
        this.orders = orders;
        this.blocks = new LedgerBlocks(wiring.store());
        this.interventions = interventions;
        this.caller = caller;
    }

    UnitsView of(LiveGrid grid) {
        var id = grid.setup().grid();
        var registered = grid.ledger().registered(id);
        var signing = registered.validators();
        long height = grid.ledger().head(id).map(BlockHeader::height).orElse(-1L);
        var plan = units.plan(id);
        var change = units.wantedChange(id, registered);
        var next = next(registered, plan, change);
        var wanted = next.map(each -> wanted(each, signing, change));
        return new UnitsView(
                id.text(),
                grid.clock().instant(),
                caller.name(),
                height,
                signing.map(Validators::quorum).orElse(0),
                rows(id, signing, next, change, height),
                wanted,
                new ProposedUnits(
                        plan.here(),
                        plan.quorum(),
                        plan.addresses().stream().map(Object::toString).toList()),
                latest(id),
                ActionView.of("units", whyNot(signing), CONSEQUENCE),
                UnitWords.standing(signing, wanted));
    }

    private Optional<String> whyNot(Optional<Validators> signing) {
        return caller.mayNotProposeUnits()
                .or(() -> signing.isPresent()
                        ? Optional.empty()
                        : Optional.of("Nobody signs the blocks of this grid: there is nobody to vote."));
    }

    /** Who shall sign instead of those that do, whether or not their votes were asked for yet. */
    private static Optional<Validators> next(Registered registered, UnitPlan plan, Optional<WantedChange> change) {
        return plan.named()
                .or(() -> change.map(each -> new Validators(each.quorum(), each.keys())))
                .filter(next ->
                        registered.validators().filter(now -> !now.agrees(next)).isPresent());
    }

    private static WantedUnits wanted(Validators next, Optional<Validators> signing, Optional<WantedChange> change) {
        return new WantedUnits(
                next.quorum(),
                next.keys(),
                change.map(WantedChange::votes).orElse(0),
                change.map(WantedChange::needed)
                        .orElseGet(() -> signing.map(Validators::quorum).orElse(0)),
                change.map(WantedChange::missing)
                        .orElseGet(() -> List.of("nobody was asked yet: they are as the next period begins")),
                UnitWords.approve(next));
    }

    private List<UnitRow> rows(
            GridId grid,
            Optional<Validators> signing,
            Optional<Validators> next,
            Optional<WantedChange> change,
            long height) {
        var now = signing.map(Validators::keys).orElse(List.of());
        var shall = next.map(Validators::keys).orElse(now);
        Map<String, UnitView> met = new HashMap<>();
        Set<String> keys = new LinkedHashSet<>(now);
        keys.addAll(shall);
        var views = units.elsewhere(grid);
        views.forEach(view -> view.key().ifPresent(key -> {
            met.put(key, view);
            keys.add(key);
        }));
        var headers = blocks.headers(grid, height, LOOKED_AT);
        var known = keys.stream()
                .map(key -> new UnitRow(
                        UnitWords.name(key),
                        key,
                        Optional.ofNullable(met.get(key)).map(UnitView::address),
                        units.isHere(grid, key),
                        now.contains(key),
                        shall.contains(key),
                        vote(key, now, next, change),
                        lastSigned(key, headers),
                        Optional.ofNullable(met.get(key))
                                .map(view -> OptionalLong.of(view.blocks()))
                                .orElse(OptionalLong.empty()),
                        Optional.ofNullable(met.get(key)).flatMap(UnitView::complaint)));
        var silent = views.stream().filter(view -> view.key().isEmpty()).map(UnitsSource::silent);
        return Stream.concat(known, silent).toList();
    }

    private static UnitRow silent(UnitView view) {
        return new UnitRow(
                "",
                "",
                Optional.of(view.address()),
                false,
                false,
                false,
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                view.complaint().or(() -> Optional.of("it has not answered yet")));
    }

    private static Optional<Vote> vote(
            String key, List<String> voters, Optional<Validators> next, Optional<WantedChange> change) {
        if (next.isEmpty() || !voters.contains(key)) {
            return Optional.empty();
        }
        boolean given = change.filter(each -> each.voters().contains(UnitWords.name(key)))
                .isPresent();
        return Optional.of(given ? Vote.GIVEN : Vote.MISSING);
    }

    private static OptionalLong lastSigned(String key, List<SignedHeader> headers) {
        var verifier = NoteVerifier.parse(key);
        return headers.stream()
                .filter(header -> header.signatures()
                        .lines()
                        .map(NoteSignature::parse)
                        .anyMatch(signature -> signature.isOf(verifier)))
                .mapToLong(header -> header.header().height())
                .max();
    }

    private List<Intervention> latest(GridId grid) {
        return orders.of(grid, ORDERS).stream()
                .flatMap(order -> interventions.find(order.trail()).stream())
                .toList();
    }
}
