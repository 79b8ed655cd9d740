package ems.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import ems.market.party.PeriodKey;
import ems.market.quantity.MatchingPeriod;
import ems.market.rule.ActiveRules;
import ems.market.rule.RuleBook;
import ems.rules.table.Fault;
import ems.rules.table.TablesRefused;

/**
 * The rules of one grid: those in a folder that analysts write to while the market runs, and those that were approved. A sound
 * change in the folder is active from the next period that opens; an unsound one is refused, and the version before it stays.
 * An approved change is active from the period that was stated. Once there are approvers the folder is closed. Thread-safe.
 */
public final class FolderRuleBook implements RuleBook {

    private static final String CLOSED =
            "what was saved here changes nothing: approvers are set up, so rules change at /rules/ alone. Import the file"
                    + " into a draft there and ask for approval; this notice goes once the folder holds again what it held";

    private final TableFolder tables;
    private final RuleArchive archive;
    private final CompiledVersions versions;
    private final ApprovedChanges changes;
    private final SetAsideTables setAside;

    private volatile ActiveRules active;
    private volatile RuleTables activeTables;
    private volatile Seen seen = Seen.NOTHING;
    private volatile @Nullable StandingRefusal standing;
    private String noted;
    /** Version that the active tables have when a person saves them unchanged. */
    private String activeToday;

    /**
     * What was last found in the folder.
     *
     * @param period when it was found
     * @param confirmed whether it was read again in another period: a file may change twice within one tick of its time
     *     stamp
     */
    private record Seen(
            List<TableFolder.Stamp> stamps, String fingerprint, Optional<MatchingPeriod> period, boolean confirmed) {

        private static final Seen NOTHING = new Seen(List.of(), "", Optional.empty(), false);
    }

    /**
     * Starts with the version that was active last, or, the first time, with the tables in the folder.
     *
     * @param tables folder with the three tables
     * @param archive folder, created if need be, for versions that were active
     * @throws TablesRefused if it is the first time and the tables are not sound
     */
    public FolderRuleBook(Path tables, Path archive) {
        this(tables, archive, ApprovedChanges.NONE);
    }

    /** As above, with what people approve besides. */
    public FolderRuleBook(Path tables, Path archive, ApprovedChanges changes) {
        this.tables = new TableFolder(tables);
        this.archive = new RuleArchive(archive);
        this.versions = new CompiledVersions(this.archive);
        this.changes = changes;
        try {
            setAside = new SetAsideTables(archive);
            var activations = this.archive.activations();
            noted = activations.isEmpty()
                    ? ""
                    : activations.get(activations.size() - 1).version();
            var last = noted.isEmpty() ? RuleTables.checking(this.tables.contents()) : this.archive.read(noted);
            activeToday = last.versionOfToday();
            active = versions.keeping(last);
            activeTables = last;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ActiveRules openingPeriod(PeriodKey key) {
        try {
            keepFirst(key);
            if (changes.closeFolder()) {
                lookAtClosed(key);
            } else if (hasChanged()) {
                lookAgain(key);
            }
        } catch (IOException e) {
            seen = Seen.NOTHING;
            refuse(key, List.of(new Fault(tables.folder().toString(), 0, "", "cannot be read or archived: " + e)));
        }
        return asApproved(key);
    }

    /** Two periods that open at once do so one after the other: neither sees a change that is half made. */
    private synchronized ActiveRules asApproved(PeriodKey key) {
        for (var due = changes.claim(key.period()); due.isPresent(); due = changes.claim(key.period())) {
            take(key, due.get());
        }
        return changes.versionBefore(key.period()).map(this::version).orElse(active);
    }

    @Override
    public ActiveRules version(String version) {
        var current = active;
        return version.equals(current.version()) ? current : versions.get(version);
    }

    /** The rules that the latest opened period got. */
    public ActiveRules active() {
        return active;
    }

    /** The tables of {@link #active}. */
    public RuleTables activeTables() {
        return activeTables;
    }

    /** When each version became active, oldest first. */
    public List<Activation> activations() {
        try {
            return archive.activations();
        } catch (IOException e) {
            throw new UncheckedIOException("the archive of rules cannot be read", e);
        }
    }

    /**
     * The tables of a version that was active or approved.
     *
     * @throws IllegalArgumentException if there is no such version
     * @throws ArchiveChanged if its archived files were changed
     */
    public RuleTables tables(String version) {
        var current = activeTables;
        if (version.equals(current.version())) {
            return current;
        }
        try {
            return archive.read(version);
        } catch (IOException e) {
            throw new UncheckedIOException("the archived rules " + version + " cannot be read", e);
        }
    }

    /**
     * Looks at the archived files of a version once more.
     *
     * @return why the archive does not hold it as it was kept, in a sentence; empty: its tables still have this hash
     */
    public Optional<String> whyNotKept(String version) {
        try {
            archive.check(version);
            return Optional.empty();
        } catch (IllegalArgumentException | ArchiveChanged wrong) {
            return Optional.of(String.valueOf(wrong.getMessage()));
        } catch (IOException unreadable) {
            return Optional.of("the archived rules " + version + " cannot be read: " + unreadable.getMessage());
        }
    }

    /**
     * Keeps tables that are about to be approved, compiled and in the archive: they can become active at any time from now on.
     *
     * @throws TablesRefused if the rule engine trips over them
     * @throws IllegalArgumentException if the archive holds other tables under the same version
     */
    public synchronized void keep(RuleTables approved) {
        try {
            archive.keep(approved);
            var kept = archive.read(approved.version());
            if (!kept.saysTheSameAs(approved)) {
                throw new IllegalArgumentException("the archive holds other tables under the version "
                        + approved.version() + ": change any cell, so that these get another one");
            }
            versions.keeping(kept);
        } catch (IOException e) {
            throw new UncheckedIOException("the rules " + approved.version() + " cannot be archived", e);
        }
    }

    /** The folder that is watched. */
    public Path folder() {
        return tables.folder();
    }

    /** What is in the folder now and is not active: because of its faults, or because the folder is closed. */
    public Optional<StandingRefusal> standingRefusal() {
        return Optional.ofNullable(standing);
    }

    /** The version that the grid begins with is in the archive, too, whether the folder is closed or not. */
    private synchronized void keepFirst(PeriodKey key) throws IOException {
        if (noted.isEmpty() && changes.closeFolder()) {
            activate(key, activeTables);
        }
    }

    /** What was claimed when it crashes in here is claimed again, and noted then, whether the archive has it already or not. */
    private void take(PeriodKey key, ApprovedChange change) {
        try {
            String before = active.version().equals(change.version()) ? versionBeforeActive() : active.version();
            setAside.note(changes.closeFolder(), fingerprintOfFolder());
            var approved = archive.read(change.version());
            activate(key, approved);
            activeToday = approved.versionOfToday();
            changes.activated(change, key.period(), before);
        } catch (IOException e) {
            throw new UncheckedIOException("the approved rules " + change.version() + " cannot become active", e);
        }
    }

    /** What was approved becomes active, whatever became of the folder. */
    private String fingerprintOfFolder() {
        try {
            return RuleTables.fingerprint(tables.contents());
        } catch (IOException unreadable) {
            return SetAsideTables.UNREADABLE;
        }
    }

    private String versionBeforeActive() throws IOException {
        return archive.activations().stream()
                .map(Activation::version)
                .filter(version -> !version.equals(active.version()))
                .reduce((earlier, later) -> later)
                .orElse(active.version());
    }

    /** What lay in the folder as it was closed stays there unheard of; what is saved there later is refused. */
    private synchronized void lookAtClosed(PeriodKey key) throws IOException {
        var contents = tables.contents();
        String fingerprint = RuleTables.fingerprint(contents);
        if (!setAside.isClosed()) {
            setAside.note(true, fingerprint);
        }
        seen = Seen.NOTHING;
        if (setAside.holds(fingerprint)) {
            standing = null;
        } else {
            refuse(key, List.of(new Fault(tables.folder().toString(), 0, "", CLOSED)));
        }
    }

    private boolean hasChanged() throws IOException {
        var last = seen;
        return !last.confirmed() || !last.stamps().equals(tables.stamps());
    }

    private synchronized void lookAgain(PeriodKey key) throws IOException {
        var stamps = tables.stamps();
        var contents = tables.contents();
        if (!stamps.equals(tables.stamps())) {
            return; // being written: look again when the next period opens
        }
        String fingerprint = RuleTables.fingerprint(contents);
        var period = Optional.of(key.period());
        if (fingerprint.equals(seen.fingerprint())) {
            seen = new Seen(stamps, fingerprint, period, !period.equals(seen.period()));
            return;
        }
        if (setAside.isClosed()) { // it is open again: what was saved meanwhile changed nothing, and does not now
            setAside.note(false, fingerprint);
        }
        if (setAside.holds(fingerprint)) {
            standing = null;
            seen = new Seen(stamps, fingerprint, period, false);
            return;
        }
        try {
            takeSaved(key, RuleTables.checking(contents));
            standing = null;
        } catch (TablesRefused refused) {
            refuse(key, refused.faults());
        }
        seen = new Seen(stamps, fingerprint, period, false);
    }

    /** Tables that say what the active ones say are no change, even if an earlier build named these otherwise. */
    private void takeSaved(PeriodKey key, RuleTables saved) throws IOException {
        boolean isNamedOtherwise = !saved.version().equals(active.version());
        if (isNamedOtherwise && saved.version().equals(activeToday)) {
            return;
        }
        activate(key, saved);
        activeToday = saved.version();
    }

    /** Kept in the archive first: a version that has set a price can always be asked again. */
    private void activate(PeriodKey key, RuleTables changed) throws IOException {
        var compiled = versions.keeping(changed);
        archive.keep(changed);
        if (!noted.equals(changed.version())) {
            archive.noteActivation(key, changed.version());
            noted = changed.version();
        }
        active = compiled;
        activeTables = changed;
    }

    private synchronized void refuse(PeriodKey key, List<Fault> faults) {
        if (standing == null || !standing.faults().equals(faults)) {
            standing = new StandingRefusal(key, faults);
        }
    }
}
