package ems.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.market.party.PeriodKey;
import ems.market.quantity.MatchingPeriod;

import static ems.rules.Tables.PRICING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What was approved is active from the stated period, and not in the one before; a closed folder changes nothing. */
class ApprovedRulesTest {

    private static final PeriodKey FIRST = PeriodKey.parse("north/2026-01-31T12:00:00Z");
    private static final PeriodKey SECOND = after(FIRST);
    private static final PeriodKey THIRD = after(SECOND);
    private static final PeriodKey FOURTH = after(THIRD);
    private static final Tables DEARER = Tables.shipped().edited(PRICING, ",110,", ",120,");
    private static final Tables CHEAPER = Tables.shipped().edited(PRICING, ",110,", ",105,");
    private static final String SHIPPED = Tables.shipped().checked().version();

    @TempDir
    private Path folder;

    @TempDir
    private Path archive;

    private final Schedule schedule = new Schedule();
    private FolderRuleBook book;

    /** A schedule in memory. */
    private static final class Schedule implements ApprovedChanges {

        record Entry(ApprovedChange change, MatchingPeriod from, Optional<MatchingPeriod> first, String before) {}

        private final List<Entry> entries = new ArrayList<>();
        private final Set<ApprovedChange> claims = new HashSet<>();
        private boolean closed;

        void add(String version, PeriodKey from) {
            entries.add(new Entry(new ApprovedChange(entries.size(), version), from.period(), Optional.empty(), ""));
        }

        @Override
        public boolean closeFolder() {
            return closed;
        }

        @Override
        public Optional<ApprovedChange> claim(MatchingPeriod period) {
            var due = entries.stream()
                    .filter(entry -> entry.first().isEmpty() && !period.isBefore(entry.from()))
                    .map(Entry::change)
                    .toList();
            var claimed = due.stream()
                    .filter(claims::contains)
                    .findFirst()
                    .or(() -> due.stream().reduce((one, two) -> two));
            claimed.ifPresent(claims::add);
            return claimed;
        }

        /** @return whether it was not claimed yet */
        boolean withdraw(String version) {
            return entries.removeIf(
                    entry -> entry.change().version().equals(version) && !claims.contains(entry.change()));
        }

        @Override
        public void activated(ApprovedChange change, MatchingPeriod first, String before) {
            entries.replaceAll(entry -> entry.change().equals(change)
                    ? new Entry(change, entry.from(), Optional.of(first), before)
                    : entry);
        }

        @Override
        public Optional<String> versionBefore(MatchingPeriod period) {
            return entries.stream()
                    .filter(entry -> entry.first().filter(period::isBefore).isPresent())
                    .map(Entry::before)
                    .findFirst();
        }
    }

    private static PeriodKey after(PeriodKey key) {
        return new PeriodKey(key.grid(), key.period().next());
    }

    @BeforeEach
    void start() {
        Tables.shipped().savedIn(folder);
        restart();
    }

    private void restart() {
        book = new FolderRuleBook(folder, archive, schedule);
    }

    private String opened(PeriodKey key) {
        return book.openingPeriod(key).version();
    }

    private String approved(Tables tables, PeriodKey from) {
        book.keep(tables.checked());
        schedule.add(tables.checked().version(), from);
        return tables.checked().version();
    }

    @Test
    void the_period_named_uses_it_and_not_the_one_before() {
        opened(FIRST);
        String dearer = approved(DEARER, THIRD);
        assertThat(opened(SECOND)).isEqualTo(SHIPPED);
        assertThat(opened(THIRD)).isEqualTo(dearer);
        assertThat(book.activeTables().version()).isEqualTo(dearer);
        assertThat(book.activations()).last().isEqualTo(new Activation(THIRD, dearer));
    }

    @Test
    void a_period_that_opens_late_keeps_the_rules_of_its_time() {
        opened(FIRST);
        String dearer = approved(DEARER, THIRD);
        assertThat(opened(THIRD)).isEqualTo(dearer);
        assertThat(opened(SECOND)).isEqualTo(SHIPPED);
        assertThat(opened(FOURTH)).isEqualTo(dearer);
    }

    @Test
    void the_first_period_after_a_standstill_uses_it() {
        opened(FIRST);
        String dearer = approved(DEARER, SECOND);
        restart();
        assertThat(opened(FOURTH)).isEqualTo(dearer);
    }

    @Test
    void a_crash_before_it_is_noted_loses_neither_it_nor_the_version_before() {
        opened(FIRST);
        String dearer = approved(DEARER, SECOND);
        assertThat(opened(SECOND)).isEqualTo(dearer);
        schedule.entries.clear(); // as if the note had not been written
        schedule.add(dearer, SECOND);
        restart();
        assertThat(opened(SECOND)).isEqualTo(dearer);
        assertThat(schedule.entries).extracting(Schedule.Entry::before).containsExactly(SHIPPED);
    }

    @Test
    void what_is_withdrawn_before_its_period_opens_never_holds() {
        opened(FIRST);
        String dearer = approved(DEARER, SECOND);
        assertThat(schedule.withdraw(dearer)).isTrue();
        assertThat(opened(SECOND)).isEqualTo(SHIPPED);
        assertThat(book.activations()).extracting(Activation::version).doesNotContain(dearer);
    }

    @Test
    void nothing_is_read_or_noted_of_a_change_that_is_not_claimed_first() throws IOException {
        opened(FIRST);
        String dearer = approved(DEARER, SECOND);
        for (String file : RuleTables.FILES) {
            Files.delete(archive.resolve(dearer).resolve(file));
        }
        assertThatThrownBy(() -> opened(SECOND)).isInstanceOf(RuntimeException.class);
        assertThat(schedule.withdraw(dearer)).as("a change that was claimed").isFalse();
        assertThat(book.activations()).extracting(Activation::version).doesNotContain(dearer);
    }

    @Test
    void what_was_claimed_before_a_crash_is_taken_before_what_is_due_after_it() {
        opened(FIRST);
        String dearer = approved(DEARER, SECOND);
        schedule.claim(SECOND.period()); // as if the market had ended then
        String cheaper = approved(CHEAPER, THIRD);
        restart();
        assertThat(opened(FOURTH)).isEqualTo(cheaper);
        assertThat(schedule.entries).extracting(Schedule.Entry::before).containsExactly(SHIPPED, dearer);
    }

    @Test
    void the_folder_does_not_take_it_back_after_a_restart() {
        opened(FIRST);
        String dearer = approved(DEARER, SECOND);
        opened(SECOND);
        restart();
        assertThat(opened(THIRD)).isEqualTo(dearer);
        CHEAPER.savedIn(folder);
        assertThat(opened(FOURTH))
                .as("a save counts")
                .isEqualTo(CHEAPER.checked().version());
    }

    @Test
    void a_save_into_a_closed_folder_changes_nothing_and_says_what_to_do() {
        schedule.closed = true;
        assertThat(opened(FIRST)).isEqualTo(SHIPPED);
        assertThat(book.standingRefusal()).isEmpty();
        DEARER.savedIn(folder);
        assertThat(opened(SECOND)).isEqualTo(SHIPPED);
        restart();
        assertThat(opened(THIRD)).isEqualTo(SHIPPED);
        assertThat(book.standingRefusal().orElseThrow().faults())
                .singleElement()
                .satisfies(
                        fault -> assertThat(fault.reason()).contains("changes nothing", "/rules/", "ask for approval"));
        Tables.shipped().savedIn(folder);
        opened(FOURTH);
        assertThat(book.standingRefusal()).isEmpty();
    }

    @Test
    void what_was_saved_while_the_folder_was_closed_does_not_count_once_it_is_open() {
        schedule.closed = true;
        opened(FIRST);
        DEARER.savedIn(folder);
        opened(SECOND);
        schedule.closed = false;
        assertThat(opened(THIRD)).isEqualTo(SHIPPED);
        restart();
        assertThat(opened(FOURTH)).isEqualTo(SHIPPED);
        CHEAPER.savedIn(folder);
        assertThat(opened(after(FOURTH))).isEqualTo(CHEAPER.checked().version());
    }

    @Test
    void the_version_that_a_closed_grid_begins_with_can_be_asked_for_ever() {
        schedule.closed = true;
        opened(FIRST);
        approved(DEARER, SECOND);
        opened(SECOND);
        restart();
        assertThat(book.version(SHIPPED).version()).isEqualTo(SHIPPED);
        assertThat(book.tables(SHIPPED).version()).isEqualTo(SHIPPED);
    }

    @Test
    void a_folder_that_is_gone_does_not_hold_an_approval_up() throws IOException {
        opened(FIRST);
        String dearer = approved(DEARER, SECOND);
        for (String file : RuleTables.FILES) {
            Files.delete(folder.resolve(file));
        }
        Files.delete(folder);
        assertThat(opened(SECOND)).isEqualTo(dearer);
    }

    @Test
    void other_tables_under_the_same_version_are_not_kept() throws IOException {
        book.keep(DEARER.checked());
        var home = archive.resolve(DEARER.checked().version());
        CHEAPER.savedIn(home);
        assertThatThrownBy(() -> book.keep(DEARER.checked())).isInstanceOf(IllegalStateException.class);
    }
}
