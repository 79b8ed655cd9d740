package ems.people.token;

import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;

import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

import ems.people.Database;

import static org.assertj.core.api.Assertions.assertThat;

/** Tokens from before it was kept who issued them as a member. */
public abstract class KeptTokensContract {

    protected abstract DataSource blankDatabase();

    @Test
    void thoseOfMembersEndWithTheRightAndOthersGoOn() {
        var database = blankDatabase();
        Database.run(database, "V12__people.sql");
        Database.run(database, "V15__bound_people.sql");
        person(database, "mia", "member", "prosumer:L1,demo/vehicle:EV1", false);
        person(database, "gone", "member", "demo/prosumer:L2", true);
        person(database, "moved", "analyst,member", "north/prosumer:L3", false);
        person(database, "olga", "member,operator", "", false);
        token(database, "L1.meter", "demo/prosumer:L1", "mia");
        token(database, "EV1.car", "demo/vehicle:EV1", "mia");
        token(database, "L2.meter", "demo/prosumer:L2", "gone");
        token(database, "L3.meter", "demo/prosumer:L3", "moved");
        token(database, "L3.gateway", "demo/prosumer:L3,demo/prosumer:L2", "moved");
        token(database, "L4.meter", "demo/prosumer:L4", "olga");
        token(database, "L5.meter", "demo/prosumer:L5", "command");
        Database.run(database, "V26__tokens_of_members.sql");
        Map<String, Boolean> holding = new ApiTokens(database, Clock.systemUTC())
                .all().stream()
                        .collect(Collectors.toMap(
                                ApiToken::name, token -> token.revokedAt().isEmpty()));
        assertThat(holding)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "L1.meter",
                        true,
                        "EV1.car",
                        true,
                        "L2.meter",
                        false,
                        "L3.meter",
                        false,
                        "L3.gateway",
                        true,
                        "L4.meter",
                        true,
                        "L5.meter",
                        true));
        var ofMembers = Jdbi.create(database)
                .withHandle(sql -> sql.createQuery("select name from api_token where of_member")
                        .mapTo(String.class)
                        .list());
        assertThat(ofMembers).containsExactlyInAnyOrder("L1.meter", "EV1.car", "L2.meter", "L3.meter");
    }

    private static void person(DataSource database, String name, String roles, String parties, boolean disabled) {
        Jdbi.create(database)
                .useHandle(sql -> sql.createUpdate("insert into person (name, roles, parties, disabled)"
                                + " values (:name, :roles, :parties, :disabled)")
                        .bind("name", name)
                        .bind("roles", roles)
                        .bind("parties", parties)
                        .bind("disabled", disabled)
                        .execute());
    }

    private static void token(DataSource database, String name, String parties, String by) {
        Jdbi.create(database)
                .useHandle(sql -> sql.createUpdate(
                                "insert into api_token (hash, name, parties, issued_by, issued_at,"
                                        + " expires_at) values (:name, :name, :parties, :by, current_timestamp, current_timestamp)")
                        .bind("name", name)
                        .bind("parties", parties)
                        .bind("by", by)
                        .execute());
    }
}
