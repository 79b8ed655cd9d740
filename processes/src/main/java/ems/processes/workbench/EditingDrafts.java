package ems.processes.workbench;

import java.util.Optional;
import java.util.regex.Pattern;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotFoundException;

import org.jspecify.annotations.Nullable;

import ems.people.role.Right;
import ems.people.trail.Act;
import ems.people.trail.Trail;
import ems.processes.draft.DraftStore;
import ems.processes.draft.TakenBack;
import ems.processes.grid.LiveGrid;
import ems.processes.grid.LiveGrids;
import ems.processes.operations.OrderAnswer;
import ems.processes.operations.OrderAnswer.Outcome;
import ems.processes.operations.OrderRefused;
import ems.processes.operations.Reason;
import ems.rules.RuleTables;
import ems.rules.draft.Draft;
import ems.rules.draft.DraftTables;
import ems.rules.table.SheetCells;
import ems.rules.table.TableText;

/** An analyst begins, changes and gives up drafts. Who began one, and who else changed it, stands in the trail. */
@Singleton
class EditingDrafts {

    private static final int PRECONDITION_REQUIRED = 428;
    private static final Pattern DRAFT = Pattern.compile("draft-([0-9]{1,18})");

    private final LiveGrids grids;
    private final DraftStore drafts;
    private final DraftViews views;
    private final WorkbenchAsker asker;
    private final Trail trail;

    EditingDrafts(LiveGrids grids, DraftStore drafts, DraftViews views, WorkbenchAsker asker, Trail trail) {
        this.grids = grids;
        this.drafts = drafts;
        this.views = views;
        this.asker = asker;
        this.trail = trail;
    }

    /** @throws NotFoundException in words, if there is none */
    Draft known(long id) {
        return drafts.find(id).orElseThrow(() -> new NotFoundException("There is no draft " + id + "."));
    }

    /** @param version that it begins from; null: the active one */
    Draft begin(LiveGrid grid, @Nullable String version) {
        asker.refuseUnless(Right.EDIT_DRAFTS);
        var from = version == null || version.isBlank() ? grid.rules().activeTables() : tables(grid, version.strip());
        var id = grid.setup().grid();
        return trail.doing(
                Act.of(asker.name(), "begin draft", id + ": from version " + from.version()),
                () -> drafts.begin(
                        id,
                        asker.name(),
                        from.version(),
                        grid.rules().activeTables().version(),
                        DraftTables.of(from),
                        grid.clock().instant()));
    }

    /** @throws NotFoundException in words, if the grid never had it */
    static RuleTables tables(LiveGrid grid, String version) {
        try {
            return grid.rules().tables(version);
        } catch (IllegalArgumentException unknown) {
            throw new NotFoundException(
                    "Grid " + grid.setup().grid() + " never had rules of the version '" + version + "'.");
        }
    }

    /**
     * Keeps the text of one table.
     *
     * @param match the revision of the table that was changed, as {@code If-Match} has it
     */
    Draft save(long id, String file, @Nullable String match, byte[] body) {
        asker.refuseUnless(Right.EDIT_DRAFTS);
        var draft = known(id);
        var revision = revision(match);
        var text = SheetCells.kept(new TableText(file, text(file, body)));
        var grid = grids.known(draft.grid().text());
        if (!draft.author().equals(asker.name()) && !draft.editors().contains(asker.name())) {
            trail.add(Act.of(asker.name(), "edit draft", "draft " + id + " of " + draft.author()));
        }
        return drafts.save(id, file, revision, text, asker.name(), grid.clock().instant());
    }

    /** A table's text as it was sent: of a known file, and neither too long nor no text. */
    static String text(String file, byte[] body) {
        if (!RuleTables.FILES.contains(file)) {
            throw new NotFoundException(
                    "There is no table '" + file + "': it is one of " + String.join(", ", RuleTables.FILES) + ".");
        }
        return TableText.of(file, body).text();
    }

    private static long revision(@Nullable String match) {
        if (match == null || match.isBlank()) {
            throw CurrentRevision.missing(PRECONDITION_REQUIRED);
        }
        return CurrentRevision.read(match);
    }

    /** What a version or a draft says. */
    DraftTables said(LiveGrid grid, String name) {
        var draft = DRAFT.matcher(name);
        if (!draft.matches()) {
            return DraftTables.of(tables(grid, name));
        }
        var known = known(Long.parseLong(draft.group(1)));
        if (!known.grid().equals(grid.setup().grid())) {
            throw new NotFoundException("Grid " + grid.setup().grid() + " has no draft " + known.id() + ".");
        }
        return known.tables();
    }

    OrderAnswer withdraw(long id, Reason reason) {
        var draft = known(id);
        Optional<String> whyNot = views.mayNotWithdraw(draft);
        if (whyNot.isPresent()) {
            throw asker.mayNot(Right.EDIT_DRAFTS).isPresent() || draft.state().isOpen()
                    ? OrderRefused.notAllowed(whyNot.get())
                    : OrderRefused.conflict(whyNot.get());
        }
        var grid = grids.known(draft.grid().text());
        long number = trail.add(
                        new Act(asker.name(), "withdraw draft", "draft " + id + " of " + draft.author(), reason.text()))
                .number();
        drafts.withdraw(
                id,
                new TakenBack(asker.name(), reason.text(), number),
                grid.clock().instant());
        return new OrderAnswer(Outcome.DONE, "Draft " + id + " is withdrawn. The rules stay as they are.", number);
    }
}
