package ems.processes.draft;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import ems.market.party.GridId;
import ems.market.quantity.MatchingPeriod;
import ems.people.person.NewPassword;
import ems.people.person.People;
import ems.people.person.PersonName;
import ems.people.role.Role;
import ems.processes.draft.Judgement.Verdict;
import ems.processes.draft.ScheduledRules.State;
import ems.rules.RuleTables;
import ems.rules.draft.ApprovalRequest;
import ems.rules.draft.Draft;
import ems.rules.draft.DraftEvidence;
import ems.rules.draft.DraftState;
import ems.rules.draft.DraftTables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

/** A draft is changed by one at a time, approved as it was seen, and becomes active once: on each database. */
public abstract class DraftStoreContract {

    private static final GridId NORTH = new GridId("north");
    private static final Instant AT = Instant.parse("2026-01-31T12:00:30Z");
    private static final MatchingPeriod NOON = MatchingPeriod.containing(AT);
    private static final MatchingPeriod THIRD = NOON.next().next();
    private static final String PRICING = "pricing.csv";
    private static final TakenBack BACK = new TakenBack("bert", "a slip in row 8", 12);
    private static final DraftEvidence EVIDENCE = new DraftEvidence(
            Optional.of(new DraftEvidence.WhatIf(
                    5,
                    AT,
                    "prices",
                    NOON.toString(),
                    THIRD.toString(),
                    2,
                    0,
                    Optional.of(new DraftEvidence.Prices(
                            new BigDecimal("1.500000"),
                            BigDecimal.ONE,
                            BigDecimal.ONE,
                            BigDecimal.ZERO,
                            new BigDecimal("-3.25"),
                            BigDecimal.TEN,
                            BigDecimal.ZERO,
                            BigDecimal.ZERO,
                            BigDecimal.ZERO,
                            4,
                            1,
                            2,
                            Optional.of(new DraftEvidence.Loser("vehicle:EV1", new BigDecimal("-0.000001"))),
                            true)),
                    Optional.of(new DraftEvidence.Minutes(2, 1, 0, 1, 2, 3, BigDecimal.ONE, BigDecimal.TEN)))),
            Optional.of(new DraftEvidence.Promises(
                    AT,
                    36,
                    120,
                    List.of(new DraftEvidence.Broken("pricing/energy-prices.feature:10", "Dear energy")))));

    private DataSource database;
    private DraftStore drafts;
    private RuleSchedule schedule;
    private People people;

    protected abstract DataSource emptyDatabase();

    @BeforeEach
    void none() {
        database = emptyDatabase();
        people = new People(database, Clock.systemUTC());
        drafts = new DraftStore(database);
        schedule = new RuleSchedule(database, people);
    }

    private static DraftTables shipped() {
        Map<String, String> texts = new HashMap<>();
        for (String file : RuleTables.FILES) {
            try {
                texts.put(file, Files.readString(Path.of("..", "rules", "tables", file)));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return new DraftTables(texts);
    }

    private static String priced(String percent) {
        return shipped().text(PRICING).replace("cost,,110,", "cost,," + percent + ",");
    }

    private Draft begun() {
        var version = shipped().version().orElseThrow();
        return drafts.begin(NORTH, "anna", version, version, shipped(), AT);
    }

    private Draft saved(Draft draft, String percent, String person) {
        return drafts.save(draft.id(), PRICING, draft.revisions().get(PRICING), priced(percent), person, AT);
    }

    private Draft asked(Draft draft) {
        return asked(draft, 7, THIRD);
    }

    private Draft asked(Draft draft, long request, MatchingPeriod from) {
        return drafts.ask(
                draft.id(),
                new ApprovalRequest(
                        draft.tables().hash(),
                        draft.tables().version().orElseThrow(),
                        "anna",
                        AT,
                        "cheaper",
                        Optional.of(from),
                        request,
                        Optional.of(EVIDENCE)),
                AT);
    }

    private Draft judged(Judgement judgement, MatchingPeriod from) {
        return drafts.judge(judgement, 7, from);
    }

    private static Judgement yes(long trail, Draft draft) {
        return new Judgement(trail, draft.id(), draft.tables().hash(), "bert", Verdict.APPROVE, "fair", AT);
    }

    @Test
    void what_is_saved_is_there_with_revision_editor_and_cells() {
        var draft = saved(begun(), "105", "carl");
        assertThat(drafts.find(draft.id())).hasValue(draft);
        assertThat(draft.revisions()).containsEntry(PRICING, 1L).containsEntry("soc-limits.csv", 0L);
        assertThat(draft.revision()).isEqualTo(1);
        assertThat(draft.editors()).isEqualTo(Set.of("carl"));
        assertThat(draft.tables().text(PRICING)).isEqualTo(priced("105"));
        assertThat(drafts.of(NORTH)).containsExactly(draft);
        assertThat(drafts.of(new GridId("south"))).isEmpty();
    }

    @Test
    void the_second_of_two_who_change_the_same_table_sees_both_sides() {
        var draft = begun();
        var first = saved(draft, "105", "anna");
        assertThatThrownBy(() -> saved(draft, "107", "carl")).isInstanceOfSatisfying(DraftConflict.class, conflict -> {
            assertThat(conflict).hasMessageContainingAll(PRICING, "revision 1", "revision 0");
            assertThat(conflict.present()).isEqualTo(first);
        });
        assertThat(drafts.find(draft.id())).hasValue(first);
    }

    @Test
    void the_same_save_again_is_no_conflict() {
        var draft = begun();
        var first = saved(draft, "105", "anna");
        assertThat(saved(draft, "105", "anna")).isEqualTo(first);
        assertThat(saved(first, "105", "anna")).isEqualTo(first);
    }

    @Test
    void two_change_two_tables_at_once() {
        var draft = begun();
        saved(draft, "105", "anna");
        var limits = draft.tables().text("soc-limits.csv").replace(",20,80,", ",30,80,");
        var both = drafts.save(draft.id(), "soc-limits.csv", 0, limits, "carl", AT);
        assertThat(both.tables().text(PRICING)).isEqualTo(priced("105"));
        assertThat(both.editors()).isEqualTo(Set.of("anna", "carl"));
    }

    @Test
    void an_edit_voids_the_request_and_the_same_cells_do_not() {
        var draft = asked(saved(begun(), "105", "anna"));
        assertThat(draft.state()).isEqualTo(DraftState.ASKED);
        var same = saved(draft, "105.0", "anna");
        assertThat(same.state()).isEqualTo(DraftState.ASKED);
        var other = saved(same, "104", "anna");
        assertThat(other.state()).isEqualTo(DraftState.DRAFT);
        assertThatThrownBy(() -> judged(yes(8, draft), THIRD))
                .isInstanceOfSatisfying(
                        DraftConflict.class,
                        conflict -> assertThat(conflict.present()).isEqualTo(other));
        assertThat(schedule.all(NORTH)).isEmpty();
        assertThat(drafts.judgements(draft.id())).isEmpty();
    }

    @Test
    void an_approval_of_other_cells_is_none() {
        var first = asked(saved(begun(), "105", "anna"));
        var second = asked(saved(first, "104", "anna"));
        assertThatThrownBy(() -> judged(yes(8, first), THIRD))
                .isInstanceOf(DraftConflict.class)
                .hasMessageContaining("is not what you looked at");
        assertThat(judged(yes(9, second), THIRD).state()).isEqualTo(DraftState.SCHEDULED);
    }

    @Test
    void what_was_known_of_the_cells_is_kept_with_the_request() {
        var draft = asked(saved(begun(), "105", "anna"));
        assertThat(draft.request().orElseThrow().evidence()).hasValue(EVIDENCE);
        var approved = judged(yes(8, draft), THIRD);
        assertThat(drafts.find(approved.id())
                        .orElseThrow()
                        .request()
                        .orElseThrow()
                        .evidence())
                .hasValue(EVIDENCE);
    }

    @Test
    void a_verdict_on_a_request_that_was_made_anew_is_void_though_the_cells_are_the_same() {
        var first = asked(saved(begun(), "105", "anna"));
        var second = asked(first, 8, THIRD.next());
        assertThatThrownBy(() -> judged(yes(9, first), THIRD)).isInstanceOfSatisfying(DraftConflict.class, conflict -> {
            assertThat(conflict)
                    .hasMessageContainingAll(
                            "that was request 7", "as request 8", "from the period of " + THIRD.next());
            assertThat(conflict.present()).isEqualTo(second);
        });
        assertThat(schedule.all(NORTH)).isEmpty();
        assertThat(drafts.judge(yes(9, first), 8, THIRD.next()).state()).isEqualTo(DraftState.SCHEDULED);
    }

    @Test
    void a_draft_that_is_brought_up_to_date_has_to_be_asked_for_anew() {
        var draft = asked(saved(begun(), "105", "anna"));
        assertThatThrownBy(() -> drafts.follow(draft.id(), 0, "0123456789ab", draft.tables(), "carl", AT))
                .isInstanceOf(DraftConflict.class)
                .hasMessageContaining("as revision 1: you looked at revision 0");
        var merged = draft.tables().with("soc-limits.csv", "# question,merged\n");
        var followed = drafts.follow(draft.id(), 1, "0123456789ab", merged, "carl", AT);
        assertThat(followed.mergeBase()).isEqualTo("0123456789ab");
        assertThat(followed.base()).isEqualTo(draft.base());
        assertThat(followed.state()).isEqualTo(DraftState.DRAFT);
        assertThat(followed.tables()).isEqualTo(merged);
        assertThat(followed.revisions()).containsEntry(PRICING, 1L).containsEntry("soc-limits.csv", 1L);
        assertThat(followed.editors()).contains("carl");
    }

    @Test
    void who_took_an_approval_back_and_why_stays_with_it() {
        var draft = judged(yes(8, asked(saved(begun(), "105", "anna"))), THIRD);
        assertThat(schedule.last(NORTH)).map(ScheduledRules::draft).hasValue(Optional.of(draft.id()));
        assertThat(schedule.all(NORTH))
                .singleElement()
                .satisfies(rules -> assertThat(rules.takenBack()).isEmpty());
        drafts.withdraw(draft.id(), BACK, AT);
        assertThat(schedule.all(NORTH))
                .singleElement()
                .satisfies(rules -> assertThat(rules.takenBack()).hasValue(BACK));
        assertThat(schedule.last(NORTH)).isEmpty();
    }

    @Test
    void a_request_for_cells_that_are_no_longer_there_is_refused() {
        var draft = saved(begun(), "105", "anna");
        saved(draft, "104", "carl");
        assertThatThrownBy(() -> asked(draft)).isInstanceOf(DraftConflict.class);
    }

    @Test
    void an_approved_draft_waits_for_its_period_and_becomes_active_once() {
        var draft = judged(yes(8, asked(saved(begun(), "105", "anna"))), THIRD);
        var changes = schedule.of(NORTH);
        assertThat(changes.claim(NOON.next())).isEmpty();
        assertThat(schedule.of(new GridId("south")).claim(THIRD)).isEmpty();
        var due = changes.claim(THIRD).orElseThrow();
        assertThat(due.version()).isEqualTo(draft.tables().version().orElseThrow());
        changes.activated(due, THIRD, draft.base());
        assertThat(changes.claim(THIRD)).isEmpty();
        assertThat(drafts.find(draft.id()).orElseThrow().state()).isEqualTo(DraftState.ACTIVE);
        assertThat(changes.versionBefore(THIRD.previous())).hasValue(draft.base());
        assertThat(changes.versionBefore(THIRD)).isEmpty();
        assertThat(schedule.all(NORTH)).singleElement().satisfies(rules -> {
            assertThat(rules.state()).isEqualTo(State.ACTIVE);
            assertThat(rules.activatedIn()).hasValue(THIRD);
            assertThat(rules.person()).isEqualTo("bert");
        });
        assertThatThrownBy(() -> saved(draft, "103", "anna"))
                .isInstanceOf(DraftConflict.class)
                .hasMessageContaining("became active");
    }

    @Test
    void of_two_that_are_due_the_later_one_counts() {
        var early = judged(yes(8, asked(saved(begun(), "105", "anna"))), NOON.next());
        var late = judged(yes(9, asked(saved(begun(), "104", "anna"))), THIRD);
        var due = schedule.of(NORTH).claim(THIRD.next()).orElseThrow();
        assertThat(due.version()).isEqualTo(late.tables().version().orElseThrow());
        schedule.of(NORTH).activated(due, THIRD.next(), late.base());
        assertThat(schedule.of(NORTH).claim(THIRD.next())).isEmpty();
        assertThat(drafts.find(early.id()).orElseThrow().state()).isEqualTo(DraftState.WITHDRAWN);
    }

    @Test
    void an_emergency_of_the_same_period_comes_before_what_was_approved_earlier() {
        judged(yes(8, asked(saved(begun(), "105", "anna"))), THIRD);
        schedule.restore(NORTH, "0123456789ab", THIRD, 9, "olga", "nobody trades");
        assertThat(schedule.of(NORTH).claim(THIRD).orElseThrow().version()).isEqualTo("0123456789ab");
    }

    @Test
    void what_was_approved_can_be_withdrawn_until_its_period() {
        var draft = judged(yes(8, asked(saved(begun(), "105", "anna"))), THIRD);
        assertThat(drafts.withdraw(draft.id(), BACK, AT).state()).isEqualTo(DraftState.WITHDRAWN);
        assertThat(schedule.of(NORTH).claim(THIRD)).isEmpty();
        assertThatThrownBy(() -> drafts.withdraw(draft.id(), BACK, AT)).isInstanceOf(DraftConflict.class);
    }

    @Test
    void what_is_claimed_for_its_period_can_not_be_withdrawn() {
        var draft = judged(yes(8, asked(saved(begun(), "105", "anna"))), THIRD);
        var changes = schedule.of(NORTH);
        var claimed = changes.claim(THIRD).orElseThrow();
        assertThatThrownBy(() -> drafts.withdraw(draft.id(), BACK, AT))
                .isInstanceOf(DraftConflict.class)
                .hasMessageContaining("cannot be withdrawn any more");
        assertThat(drafts.find(draft.id())).hasValue(draft);
        changes.activated(claimed, THIRD, draft.base());
        assertThat(drafts.find(draft.id()).orElseThrow().state()).isEqualTo(DraftState.ACTIVE);
    }

    @Test
    void what_was_claimed_before_a_crash_is_claimed_again_before_what_is_due_later() {
        var early = judged(yes(8, asked(saved(begun(), "105", "anna"))), THIRD);
        schedule.of(NORTH).claim(THIRD);
        var late = judged(yes(9, asked(saved(begun(), "104", "anna"))), THIRD.next());
        var restarted = new RuleSchedule(database, people).of(NORTH);
        assertThat(restarted.claim(NOON)).isEmpty();
        var again = restarted.claim(THIRD.next()).orElseThrow();
        assertThat(again.version()).isEqualTo(early.tables().version().orElseThrow());
        restarted.activated(again, THIRD.next(), early.base());
        var next = restarted.claim(THIRD.next()).orElseThrow();
        restarted.activated(next, THIRD.next(), again.version());
        assertThat(drafts.find(early.id()).orElseThrow().state()).isEqualTo(DraftState.ACTIVE);
        assertThat(drafts.find(late.id()).orElseThrow().state()).isEqualTo(DraftState.ACTIVE);
        assertThat(restarted.claim(THIRD.next())).isEmpty();
        assertThat(restarted.versionBefore(THIRD))
                .as("of a period that opens late")
                .hasValue(again.version());
    }

    @Test
    void a_withdrawal_close_to_the_border_is_refused() {
        var draft = judged(yes(8, asked(saved(begun(), "105", "anna"))), THIRD);
        var tooLate = THIRD.start().minus(RuleSchedule.MARGIN);
        assertThatThrownBy(() -> drafts.withdraw(draft.id(), BACK, tooLate))
                .isInstanceOf(DraftConflict.class)
                .hasMessageContaining("begins within 5 s");
        assertThat(drafts.withdraw(draft.id(), BACK, tooLate.minusMillis(1)).state())
                .isEqualTo(DraftState.WITHDRAWN);
    }

    @RepeatedTest(20)
    void of_a_withdrawal_and_a_claim_at_once_one_holds() throws Exception {
        var draft = judged(yes(8, asked(saved(begun(), "105", "anna"))), THIRD);
        var start = new CountDownLatch(1);
        var withdrawal = CompletableFuture.supplyAsync(() -> {
            await(start);
            try {
                return drafts.withdraw(draft.id(), BACK, AT).state() == DraftState.WITHDRAWN;
            } catch (DraftConflict tooLate) {
                return false;
            }
        });
        var taking = CompletableFuture.supplyAsync(() -> {
            await(start);
            var claimed = schedule.of(NORTH).claim(THIRD);
            claimed.ifPresent(change -> schedule.of(NORTH).activated(change, THIRD, draft.base()));
            return claimed.isPresent();
        });
        start.countDown();
        boolean isWithdrawn = withdrawal.get();
        assertThat(taking.get()).isNotEqualTo(isWithdrawn);
        assertThat(drafts.find(draft.id()).orElseThrow().state())
                .isEqualTo(isWithdrawn ? DraftState.WITHDRAWN : DraftState.ACTIVE);
        assertThat(schedule.all(NORTH))
                .extracting(ScheduledRules::state)
                .containsExactly(isWithdrawn ? State.WITHDRAWN : State.ACTIVE);
    }

    private static void await(CountDownLatch start) {
        try {
            start.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_refused_draft_can_be_mended() {
        var asked = asked(saved(begun(), "105", "anna"));
        var refused = judged(
                new Judgement(8, asked.id(), asked.tables().hash(), "bert", Verdict.REFUSE, "too cheap", AT), THIRD);
        assertThat(refused.state()).isEqualTo(DraftState.REFUSED);
        assertThat(schedule.all(NORTH)).isEmpty();
        assertThat(drafts.judgements(asked.id()))
                .extracting(Judgement::verdict, Judgement::reason)
                .containsExactly(tuple(Verdict.REFUSE, "too cheap"));
        assertThat(saved(refused, "108", "anna").state()).isEqualTo(DraftState.DRAFT);
    }

    @Test
    void nobody_judges_what_was_the_own_work() {
        var draft = asked(saved(begun(), "105", "carl"));
        assertThat(draft.mayNotJudge("anna")).hasValue("You wrote this: another approver is needed.");
        assertThat(draft.mayNotJudge("carl"))
                .hasValueSatisfying(why -> assertThat(why).contains("edited"));
        assertThat(draft.mayNotJudge("bert")).isEmpty();
    }

    @Test
    void the_folder_is_closed_while_somebody_may_approve() {
        assertThat(schedule.of(NORTH).closeFolder()).isFalse();
        var bert = new PersonName("bert");
        var admin = new PersonName("admin");
        people.add(admin, NewPassword.of(admin, "correct horse battery"), Set.of(Role.ADMIN), Set.of());
        people.add(bert, NewPassword.of(bert, "correct horse battery"), Set.of(Role.APPROVER), Set.of());
        assertThat(schedule.of(NORTH).closeFolder()).isTrue();
        people.disable(bert, token -> {});
        assertThat(schedule.of(NORTH).closeFolder()).isFalse();
    }
}
