package ems.processes.workbench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jakarta.inject.Singleton;

import ems.market.quantity.MatchingPeriod;
import ems.processes.draft.DraftStore;
import ems.processes.draft.RuleSchedule;
import ems.processes.draft.ScheduledRules;
import ems.processes.draft.ScheduledRules.State;
import ems.processes.draft.TakenBack;
import ems.processes.grid.LiveGrid;
import ems.rules.Activation;
import ems.rules.draft.ApprovalRequest;
import ems.rules.draft.Draft;

/** Which rules a grid had, from when to when, and by whom: from the archive of its rules and the schedule. */
@Singleton
public class RuleHistory {

    private final RuleSchedule schedule;
    private final DraftStore drafts;

    public RuleHistory(RuleSchedule schedule, DraftStore drafts) {
        this.schedule = schedule;
        this.drafts = drafts;
    }

    /** Newest first: the first one is active. */
    public List<VersionRow> of(LiveGrid grid) {
        var activations = grid.rules().activations();
        var scheduled = schedule.all(grid.setup().grid()).stream()
                .filter(rules -> rules.state() == State.ACTIVE)
                .toList();
        List<VersionRow> rows = new ArrayList<>();
        for (int i = activations.size() - 1; i >= 0; i--) {
            var until = i + 1 < activations.size()
                    ? Optional.of(activations.get(i + 1).first().period())
                    : Optional.<MatchingPeriod>empty();
            rows.add(row(activations.get(i), until, scheduled, i == 0));
        }
        if (rows.isEmpty()) {
            rows.add(plain(
                    grid.rules().activeTables().version(), Optional.empty(), Optional.empty(), VersionRow.DELIVERED));
        }
        return rows;
    }

    /** What was approved and taken back before its period, the latest period first. */
    List<TakenBackRow> takenBack(LiveGrid grid) {
        return schedule.all(grid.setup().grid()).stream()
                .filter(rules -> rules.state() == State.WITHDRAWN)
                .map(this::takenBack)
                .toList();
    }

    private TakenBackRow takenBack(ScheduledRules rules) {
        var draft = rules.draft().flatMap(drafts::find);
        var request = draft.flatMap(Draft::request);
        return new TakenBackRow(
                rules.version(),
                rules.from().toString(),
                rules.draft(),
                draft.map(Draft::author),
                request.map(ApprovalRequest::reason),
                rules.person(),
                rules.reason(),
                rules.takenBack().map(TakenBack::person),
                rules.takenBack().map(TakenBack::reason),
                rules.takenBack().map(TakenBack::trail),
                request.flatMap(ApprovalRequest::evidence));
    }

    /** As it will stand here once its period has begun. */
    VersionRow waiting(ScheduledRules rules) {
        return row(rules, rules.from(), Optional.empty());
    }

    private VersionRow row(
            Activation activation, Optional<MatchingPeriod> until, List<ScheduledRules> scheduled, boolean isFirst) {
        var since = activation.first().period();
        return scheduled.stream()
                .filter(rules -> rules.version().equals(activation.version())
                        && rules.activatedIn().filter(since::equals).isPresent())
                .findFirst()
                .map(rules -> row(rules, since, until))
                .orElseGet(() -> plain(
                        activation.version(),
                        Optional.of(since),
                        until,
                        isFirst ? VersionRow.DELIVERED : VersionRow.SAVED));
    }

    private VersionRow row(ScheduledRules rules, MatchingPeriod since, Optional<MatchingPeriod> until) {
        var draft = rules.draft().flatMap(drafts::find);
        return new VersionRow(
                rules.version(),
                Optional.of(since.toString()),
                until.map(MatchingPeriod::toString),
                rules.draft().isPresent() ? VersionRow.APPROVED : VersionRow.RESTORED,
                rules.draft(),
                draft.map(Draft::author),
                draft.flatMap(Draft::request).map(ApprovalRequest::reason),
                Optional.of(rules.person()),
                Optional.of(rules.reason()),
                Optional.of(rules.trail()),
                draft.flatMap(Draft::request).flatMap(ApprovalRequest::evidence));
    }

    private static VersionRow plain(
            String version, Optional<MatchingPeriod> since, Optional<MatchingPeriod> until, String how) {
        return new VersionRow(
                version,
                since.map(MatchingPeriod::toString),
                until.map(MatchingPeriod::toString),
                how,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
