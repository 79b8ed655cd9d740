package ems.processes.draft;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

import ems.market.party.GridId;
import ems.market.quantity.MatchingPeriod;
import ems.processes.draft.Judgement.Verdict;
import ems.rules.draft.ApprovalRequest;
import ems.rules.draft.Draft;
import ems.rules.draft.DraftState;
import ems.rules.draft.DraftTables;

/**
 * Drafts of the rules, and what second persons said of them, in the database. Each change is one transaction in which nobody
 * else changes the draft: what is returned is kept, whatever ends the market then.
 */
@ApplicationScoped
public class DraftStore {

    private static final int MOST_LISTED = 100;

    private final Jdbi jdbi;

    public DraftStore(DataSource database) {
        this.jdbi = Jdbi.create(database);
    }

    /**
     * Keeps a new draft.
     *
     * @param base version whose tables it begins with
     * @param mergeBase version that it takes account of: the active one
     */
    public Draft begin(GridId grid, String author, String base, String mergeBase, DraftTables tables, Instant at) {
        return jdbi.inTransaction(
                sql -> DraftRows.find(sql, DraftRows.insert(sql, grid, author, base, mergeBase, tables, at))
                        .orElseThrow());
    }

    public Optional<Draft> find(long id) {
        return jdbi.withHandle(sql -> DraftRows.find(sql, id));
    }

    /** The latest of a grid, newest first. */
    public List<Draft> of(GridId grid) {
        return jdbi.withHandle(sql -> DraftRows.latest(sql, grid, MOST_LISTED));
    }

    /**
     * Keeps another text of one table. If its cells say something else, an approval that was asked for or refused is void.
     *
     * @param revision of the table as whoever saves saw it
     * @throws DraftConflict if the table was saved meanwhile, or the draft is not open any more
     */
    public Draft save(long id, String file, long revision, String text, String person, Instant at) {
        return jdbi.inTransaction(sql -> {
            var draft = DraftRows.locked(sql, id);
            refuseUnlessOpen(draft);
            boolean says = draft.tables().saysTheSame(file, text);
            if (draft.revisions().getOrDefault(file, -1L) != revision) {
                if (draft.tables().text(file).equals(text)) {
                    return draft; // the answer to the same save did not come through
                }
                throw new DraftConflict(
                        file + " was saved meanwhile, as revision "
                                + draft.revisions().get(file) + ": you changed revision " + revision
                                + ". Look at both, and save again.",
                        draft);
            }
            if (draft.tables().text(file).equals(text)) {
                return draft;
            }
            DraftRows.write(sql, id, file, text);
            DraftRows.noteEditor(sql, draft, person);
            DraftRows.become(sql, id, says ? draft.state() : DraftState.DRAFT, at);
            return DraftRows.find(sql, id).orElseThrow();
        });
    }

    /**
     * Keeps tables that take account of another version. An approval that was asked for is void: whoever looked saw no such change.
     *
     * @param revision of the draft as whoever saves saw it
     * @throws DraftConflict if it was saved meanwhile, or is not open any more
     */
    public Draft follow(long id, long revision, String mergeBase, DraftTables tables, String person, Instant at) {
        return jdbi.inTransaction(sql -> {
            var draft = DraftRows.locked(sql, id);
            refuseUnlessOpen(draft);
            if (draft.revision() != revision) {
                throw new DraftConflict(
                        "The draft was saved meanwhile, as revision " + draft.revision() + ": you looked at revision "
                                + revision + ". Look at it again.",
                        draft);
            }
            tables.texts().forEach((file, text) -> {
                if (!text.equals(draft.tables().text(file))) {
                    DraftRows.write(sql, id, file, text);
                }
            });
            DraftRows.noteEditor(sql, draft, person);
            DraftRows.follow(sql, id, mergeBase);
            DraftRows.become(sql, id, DraftState.DRAFT, at);
            return DraftRows.find(sql, id).orElseThrow();
        });
    }

    /**
     * Keeps that approval is asked for.
     *
     * @throws DraftConflict if the cells are not those that the request names, or the draft is not open any more
     */
    public Draft ask(long id, ApprovalRequest request, Instant at) {
        return jdbi.inTransaction(sql -> {
            var draft = DraftRows.locked(sql, id);
            refuseUnlessOpen(draft);
            if (!draft.tables().hash().equals(request.hash())) {
                throw new DraftConflict("The draft was changed meanwhile: look at it, and ask again.", draft);
            }
            DraftRows.ask(sql, id, request);
            DraftRows.become(sql, id, DraftState.ASKED, at);
            return DraftRows.find(sql, id).orElseThrow();
        });
    }

    /**
     * Keeps a verdict, and with a yes from when the version holds.
     *
     * @param request number of the request that is judged
     * @param from first period that is to use it; only for a yes
     * @throws DraftConflict if this request does not wait any more
     */
    public Draft judge(Judgement judgement, long request, MatchingPeriod from) {
        return jdbi.inTransaction(sql -> {
            var draft = DraftRows.locked(sql, judgement.draft());
            refuseUnlessAsked(draft, request, judgement.hash());
            insert(sql, judgement);
            if (judgement.verdict() == Verdict.APPROVE) {
                RuleSchedule.insert(
                        sql,
                        draft.grid(),
                        draft.request().orElseThrow().version(),
                        from,
                        Optional.of(draft.id()),
                        judgement.trail(),
                        judgement.approver(),
                        judgement.reason());
            }
            DraftRows.become(
                    sql,
                    draft.id(),
                    judgement.verdict() == Verdict.APPROVE ? DraftState.SCHEDULED : DraftState.REFUSED,
                    judgement.at());
            return DraftRows.find(sql, draft.id()).orElseThrow();
        });
    }

    /** @throws DraftConflict unless this request waits, which asks for approval of cells with this hash, and they are still those */
    public static void refuseUnlessAsked(Draft draft, long request, String hash) {
        if (draft.state() != DraftState.ASKED) {
            throw new DraftConflict(
                    "Nobody asks for approval of draft " + draft.id() + " any more: it is " + words(draft.state())
                            + ".",
                    draft);
        }
        refuseUnlessOf(draft, request);
        if (!draft.request().orElseThrow().hash().equals(hash)
                || !draft.tables().hash().equals(hash)) {
            throw new DraftConflict(
                    "The draft is not what you looked at: its cells were changed, and approval was asked for anew. Look at it"
                            + " again.",
                    draft);
        }
    }

    /** @throws DraftConflict if approval was asked for anew, for other cells or from another period */
    public static void refuseUnlessOf(Draft draft, long request) {
        var asked = draft.request().orElseThrow();
        if (asked.trail() != request) {
            throw new DraftConflict(
                    "The draft is not what you looked at: that was request " + request
                            + ", and approval was asked for anew, as request " + asked.trail() + ", to hold "
                            + asked.holdsFrom()
                                    .map(period -> "from the period of " + period)
                                    .orElse("as soon as it is approved")
                            + ". Look at it again.",
                    draft);
        }
    }

    /**
     * Gives a draft up, or takes back one that was approved and is not active yet.
     *
     * @param back who does, and why: kept with what was approved
     * @throws DraftConflict if it is active or withdrawn, or becomes active in a moment
     */
    public Draft withdraw(long id, TakenBack back, Instant at) {
        return jdbi.inTransaction(sql -> {
            var draft = DraftRows.locked(sql, id);
            if (draft.state() == DraftState.SCHEDULED) {
                RuleSchedule.withdraw(sql, draft, back, at);
            } else {
                refuseUnlessOpen(draft);
            }
            DraftRows.become(sql, id, DraftState.WITHDRAWN, at);
            return DraftRows.find(sql, id).orElseThrow();
        });
    }

    /** What was said of a draft, oldest first. */
    public List<Judgement> judgements(long draft) {
        return jdbi.withHandle(sql -> sql.createQuery(
                        "select * from approval where draft = :draft order by draft, trail")
                .bind("draft", draft)
                .map((row, context) -> new Judgement(
                        row.getLong("trail"),
                        row.getLong("draft"),
                        row.getString("hash"),
                        row.getString("approver"),
                        Verdict.valueOf(row.getString("verdict")),
                        row.getString("reason"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list());
    }

    private static void refuseUnlessOpen(Draft draft) {
        if (!draft.state().isOpen()) {
            throw new DraftConflict(
                    "Draft " + draft.id() + " is " + words(draft.state())
                            + ", and its cells cannot be changed any more: begin a new draft from its version.",
                    draft);
        }
    }

    private static String words(DraftState state) {
        return switch (state) {
            case DRAFT -> "being written";
            case ASKED -> "waiting for approval";
            case SCHEDULED -> "approved and waits for its period";
            case ACTIVE -> "approved, and became active";
            case REFUSED -> "refused";
            case WITHDRAWN -> "withdrawn";
        };
    }

    private static void insert(Handle sql, Judgement judgement) {
        sql.createUpdate("insert into approval (trail, draft, hash, approver, verdict, reason, at)"
                        + " values (:trail, :draft, :hash, :approver, :verdict, :reason, :at)")
                .bind("trail", judgement.trail())
                .bind("draft", judgement.draft())
                .bind("hash", judgement.hash())
                .bind("approver", judgement.approver())
                .bind("verdict", judgement.verdict().name())
                .bind("reason", judgement.reason())
                .bind("at", DraftRows.time(judgement.at()))
                .execute();
    }
}
