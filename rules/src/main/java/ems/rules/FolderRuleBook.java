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
 * The rules in a folder that analysts write to while the market runs. A sound change is active from the next period that
 * opens; an unsound one is refused, and the version before it stays. Thread-safe.
 */
public final class FolderRuleBook implements RuleBook {

    private final TableFolder tables;
    private final RuleArchive archive;
    private final CompiledVersions versions;

    private volatile ActiveRules active;
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
        this.tables = new TableFolder(tables);
        this.archive = new RuleArchive(archive);
        this.versions = new CompiledVersions(this.archive);
        try {
            var activations = this.archive.activations();
            noted = activations.isEmpty()
                    ? ""
                    : activations.get(activations.size() - 1).version();
            var last = noted.isEmpty() ? RuleTables.checking(this.tables.contents()) : this.archive.read(noted);
            activeToday = last.versionOfToday();
            active = versions.keeping(last);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ActiveRules openingPeriod(PeriodKey key) {
        try {
            if (hasChanged()) {
                lookAgain(key);
            }
        } catch (IOException e) {
            seen = Seen.NOTHING;
            refuse(key, List.of(new Fault(tables.folder().toString(), 0, "", "cannot be read or archived: " + e)));
        }
        return active;
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

    /** What is in the folder now and is not active, because of its faults. */
    public Optional<StandingRefusal> standingRefusal() {
        return Optional.ofNullable(standing);
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
    }

    private synchronized void refuse(PeriodKey key, List<Fault> faults) {
        if (standing == null || !standing.faults().equals(faults)) {
            standing = new StandingRefusal(key, faults);
        }
    }
}
