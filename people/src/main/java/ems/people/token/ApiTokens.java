package ems.people.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.sql.DataSource;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

import ems.people.person.OwnParty;
import ems.people.person.PersonName;
import ems.people.person.PersonRows;
import ems.people.secret.Secret;
import ems.people.sql.PeopleTables;

/**
 * Tokens of devices that send readings and bids, and of programs that read figures, in table {@code api_token}. A token is shown once;
 * its hash stays.
 */
public final class ApiTokens {

    /** What each token begins with, so that a scanner of repositories finds a leaked one. */
    public static final String PREFIX = "ems_";

    private static final Duration LONGEST = Duration.ofDays(3 * 366);
    private static final int MOST_TEXT = 4_000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,59}");

    private final Jdbi database;
    private final Clock clock;

    public ApiTokens(DataSource source, Clock clock) {
        this.database = PeopleTables.in(source);
        this.clock = clock;
    }

    /**
     * @param lasting how long it holds, more than zero and at most three years
     * @throws IllegalArgumentException if the name is taken by a token, or a value makes no sense
     */
    public Secret issue(String name, Set<OwnParty> parties, Duration lasting, String by) {
        if (parties.isEmpty()) {
            throw new IllegalArgumentException(
                    "a token speaks for at least one party, such as prosumer:L1 or demo/vehicle:EV1");
        }
        return kept(name, parties, lasting, by, handle -> false);
    }

    /**
     * One that a member issues for own parties, each of one grid. It ends for good as soon as the member loses one of them or the
     * role, or is disabled.
     *
     * @param parties at least one
     * @param lasting as of others
     * @throws IllegalArgumentException if the person is no member for a party, the name is taken by a token, or a value makes no
     *     sense
     */
    public Secret issueAsMember(String name, Set<OwnParty> parties, Duration lasting, PersonName member) {
        return kept(name, parties, lasting, member.text(), handle -> {
            var person = PersonRows.locked(handle, member);
            for (OwnParty party : parties) {
                if (person.filter(known -> known.isMemberFor(party)).isEmpty()) {
                    throw new IllegalArgumentException(member + " is no member for " + party.text() + " any more");
                }
            }
            return true;
        });
    }

    /**
     * One that speaks for nobody and reads the market's figures.
     *
     * @param lasting as of others
     * @throws IllegalArgumentException if the name is taken by a token, or a value makes no sense
     */
    public Secret issueForFigures(String name, Duration lasting, String by) {
        return kept(name, Set.of(), lasting, by, handle -> false);
    }

    /** @param ofMember whether it hangs on a person's right, which stands until the transaction has ended */
    private Secret kept(String name, Set<OwnParty> parties, Duration lasting, String by, Predicate<Handle> ofMember) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("the name of a token has 1 to 60 letters, digits, '.', '_' and '-'");
        }
        refuseUnlessHolding(lasting);
        var text = OwnParty.textOf(parties);
        if (text.length() > MOST_TEXT) {
            throw new IllegalArgumentException("the parties of one token take " + text.length()
                    + " characters, and at most " + MOST_TEXT + " are kept: issue several tokens");
        }
        var secret = Secret.random(PREFIX);
        var now = clock.instant();
        database.useTransaction(handle -> {
            boolean isOfMember = ofMember.test(handle);
            if (find(handle, name).isPresent()) {
                throw new IllegalArgumentException("there is a token " + name + " already: choose another name");
            }
            handle.createUpdate("""
                            insert into api_token (hash, name, parties, issued_by, issued_at, expires_at, of_member)
                            values (:hash, :name, :parties, :by, :now, :expires, :member)
                            """)
                    .bind("hash", secret.hash())
                    .bind("name", name)
                    .bind("parties", text)
                    .bind("by", by)
                    .bind("now", now)
                    .bind("expires", now.plus(lasting))
                    .bind("member", isOfMember)
                    .execute();
        });
        return secret;
    }

    /** @throws IllegalArgumentException if no token holds for so long */
    public static void refuseUnlessHolding(Duration lasting) {
        if (lasting.isNegative() || lasting.isZero() || lasting.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "a token holds for 1 to " + LONGEST.toDays() + " days, not for " + lasting);
        }
    }

    /** What the token stands for, if it holds now. */
    public Optional<ApiToken> find(Secret secret) {
        return database.withHandle(handle -> handle.createQuery("select * from api_token where hash = :hash")
                        .bind("hash", secret.hash())
                        .map(ApiTokens::token)
                        .findOne())
                .filter(token -> token.holdsAt(clock.instant()));
    }

    /**
     * Ends it at once.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public void revoke(String name) {
        database.useTransaction(handle -> {
            if (find(handle, name).isEmpty()) {
                throw new IllegalArgumentException("there is no token " + name);
            }
            handle.createUpdate("update api_token set revoked_at = :now where name = :name and revoked_at is null")
                    .bind("now", clock.instant())
                    .bind("name", name)
                    .execute();
        });
    }

    /**
     * Ends at once what somebody issued, whomever it speaks for.
     *
     * @param by as when they were issued
     */
    public void endAllOf(String by) {
        database.useHandle(handle -> handle.createUpdate(
                        "update api_token set revoked_at = :now where issued_by = :by and revoked_at is null")
                .bind("now", clock.instant())
                .bind("by", by)
                .execute());
    }

    /** By name; those that have ended too. */
    public List<ApiToken> all() {
        return database.withHandle(handle -> handle.createQuery("select * from api_token order by name")
                .map(ApiTokens::token)
                .list());
    }

    private static Optional<ApiToken> find(Handle handle, String name) {
        return handle.createQuery("select * from api_token where name = :name")
                .bind("name", name)
                .map(ApiTokens::token)
                .findOne();
    }

    private static ApiToken token(RowView row) {
        return new ApiToken(
                row.getColumn("name", String.class),
                OwnParty.parseAll(row.getColumn("parties", String.class)),
                row.getColumn("issued_by", String.class),
                row.getColumn("issued_at", Instant.class),
                row.getColumn("expires_at", Instant.class),
                Optional.ofNullable(row.getColumn("revoked_at", Instant.class)));
    }
}
