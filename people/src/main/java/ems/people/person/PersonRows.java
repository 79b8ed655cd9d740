package ems.people.person;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

import ems.people.role.Role;
import ems.people.secret.PasswordHash;

/** Rows of table {@code person}. */
public final class PersonRows {

    private PersonRows() {}

    static Optional<Person> find(Handle handle, PersonName name) {
        return handle.createQuery("select * from person where name = :name")
                .bind("name", name.text())
                .map(PersonRows::person)
                .findOne();
    }

    /** Whoever changes the person now waits until this transaction has ended. */
    public static Optional<Person> locked(Handle handle, PersonName name) {
        return handle.createQuery("select * from person where name = :name for update")
                .bind("name", name.text())
                .map(PersonRows::person)
                .findOne();
    }

    /** @param subject as the organisation knows somebody */
    static Optional<Person> ofSubject(Handle handle, String subject) {
        return handle.createQuery("select * from person where subject = :subject")
                .bind("subject", subject)
                .map(PersonRows::person)
                .findOne();
    }

    static Person known(Handle handle, PersonName name) {
        return find(handle, name).orElseThrow(() -> new IllegalArgumentException("there is no person " + name));
    }

    /** @param subject empty: the person has a password here */
    static void insert(
            Handle handle,
            PersonName name,
            Optional<PasswordHash> password,
            Set<Role> roles,
            Set<OwnParty> parties,
            Optional<String> subject) {
        handle.createUpdate("""
                        insert into person (name, phc, roles, parties, disabled, subject)
                        values (:name, :phc, :roles, :parties, false, :subject)
                        """)
                .bind("name", name.text())
                .bind("phc", password.map(PasswordHash::phc).orElse(null))
                .bind("roles", Role.textOf(roles))
                .bind("parties", OwnParty.textOf(parties))
                .bind("subject", subject.orElse(null))
                .execute();
    }

    /** Ends the person's sessions, too. Whoever changes the person now waits until this transaction has ended. */
    static void change(Handle handle, PersonName name, String column, Object value) {
        handle.createUpdate("update person set " + column + " = :value where name = :name")
                .bind("value", value)
                .bind("name", name.text())
                .execute();
        handle.createUpdate("delete from login_session where person = :name")
                .bind("name", name.text())
                .execute();
    }

    /**
     * Ends the tokens that hung on a right which the person has no more, after the change that took it.
     *
     * @param ending is told of each, before it ends
     */
    static void endTokens(Handle handle, PersonName name, Instant now, Consumer<EndingToken> ending) {
        var person = known(handle, name);
        handle
                .createQuery("select name, parties from api_token where of_member and issued_by = :name"
                        + " and revoked_at is null order by name")
                .bind("name", name.text())
                .map(row -> new EndingToken(
                        row.getColumn("name", String.class),
                        OwnParty.parseAll(row.getColumn("parties", String.class)),
                        name))
                .list()
                .stream()
                .filter(token -> !token.parties().stream().allMatch(person::isMemberFor))
                .forEach(token -> {
                    ending.accept(token);
                    handle.createUpdate("update api_token set revoked_at = :now where name = :name")
                            .bind("now", now)
                            .bind("name", token.name())
                            .execute();
                });
    }

    /** All rows are locked: of two admins who remove one another at once, the second waits and then sees none left. */
    static void refuseLastAdmin(Handle handle, Person person) {
        if (!person.isActiveAdmin()) {
            return;
        }
        long others = handle.createQuery("select * from person for update").map(PersonRows::person).stream()
                .filter(other -> !other.name().equals(person.name()) && other.isActiveAdmin())
                .count();
        if (others == 0) {
            throw new IllegalArgumentException(
                    person.name()
                            + " is the only admin, and one must stay: make somebody else who has a password here an admin first");
        }
    }

    static Person person(RowView row) {
        return new Person(
                new PersonName(row.getColumn("name", String.class)),
                Role.parseAll(row.getColumn("roles", String.class)),
                OwnParty.parseAll(row.getColumn("parties", String.class)),
                row.getColumn("phc", String.class) != null,
                row.getColumn("given_password", Boolean.class),
                row.getColumn("disabled", Boolean.class),
                Optional.ofNullable(row.getColumn("last_login", Instant.class)),
                Optional.ofNullable(row.getColumn("subject", String.class)));
    }
}
