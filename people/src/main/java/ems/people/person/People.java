package ems.people.person;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

import ems.people.role.Role;
import ems.people.secret.PasswordHash;
import ems.people.sql.PeopleTables;

/**
 * The people of a market, in table {@code person}. A change of what somebody may do ends the person's sessions in the same
 * transaction, and one active admin always stays.
 */
public final class People {

    private static final int MOST_TEXT = 2_000;

    private final Jdbi database;
    private final Clock clock;

    /** @param clock of the machine: logins go by real time, however fast the market's runs */
    public People(DataSource source, Clock clock) {
        this.database = PeopleTables.in(source);
        this.clock = clock;
    }

    public boolean isEmpty() {
        return database.withHandle(handle -> handle.createQuery("select count(*) from person")
                        .mapTo(long.class)
                        .one()
                == 0);
    }

    /** By name. */
    public List<Person> all() {
        return database.withHandle(handle -> handle.createQuery("select * from person order by name")
                .map(People::person)
                .list());
    }

    public Optional<Person> find(PersonName name) {
        return database.withHandle(handle -> find(handle, name));
    }

    /** @throws IllegalArgumentException if the name is taken, or the roles do not go together */
    public void add(PersonName name, NewPassword password, Set<Role> roles, Set<OwnParty> parties) {
        if (name.isOfSingleSignOn()) {
            throw new IllegalArgumentException(
                    "names that begin with " + PersonName.SINGLE_SIGN_ON + " come from single sign-on alone");
        }
        checkRoles(roles);
        checkParties(parties);
        try {
            database.useTransaction(handle -> {
                if (find(handle, name).isPresent()) {
                    throw taken(name);
                }
                insert(handle, name, Optional.of(password.hash()), roles, parties);
            });
        } catch (UnableToExecuteStatementException failed) {
            if (find(name).isPresent()) { // added by somebody else meanwhile
                throw taken(name);
            }
            throw failed;
        }
    }

    private static IllegalArgumentException taken(PersonName name) {
        return new IllegalArgumentException("there is a person " + name + " already: choose another name");
    }

    private static void checkParties(Set<OwnParty> parties) {
        var text = OwnParty.textOf(parties);
        if (text.length() > MOST_TEXT) {
            throw new IllegalArgumentException("the parties of one person take " + text.length()
                    + " characters, and at most " + MOST_TEXT + " are kept");
        }
    }

    /**
     * Adds the first person, an admin, if there is none.
     *
     * @return whether there was none
     */
    public synchronized boolean addFirst(PersonName name, NewPassword password) {
        if (!isEmpty()) {
            return false;
        }
        add(name, password, Set.of(Role.ADMIN), Set.of());
        return true;
    }

    /**
     * Takes over what the organisation says of a person who comes by single sign-on. Whoever was disabled here stays so.
     *
     * @return the person as kept now
     */
    public Person welcome(PersonName name, Set<Role> roles) {
        if (!name.isOfSingleSignOn()) {
            throw new IllegalArgumentException(name + " is not a name of single sign-on");
        }
        checkRoles(roles);
        return database.inTransaction(handle -> {
            var known = find(handle, name);
            if (known.isEmpty()) {
                insert(handle, name, Optional.empty(), roles, Set.of());
            } else if (!known.get().roles().equals(roles)) {
                change(handle, name, "roles", Role.textOf(roles));
            }
            return find(handle, name).orElseThrow();
        });
    }

    /** @throws IllegalArgumentException if there is no such person, or no admin would be left */
    public void giveRoles(PersonName name, Set<Role> roles, Set<OwnParty> parties) {
        checkRoles(roles);
        checkParties(parties);
        database.useTransaction(handle -> {
            var person = known(handle, name);
            if (!roles.contains(Role.ADMIN)) {
                refuseLastAdmin(handle, person);
            }
            change(handle, name, "roles", Role.textOf(roles));
            change(handle, name, "parties", OwnParty.textOf(parties));
        });
    }

    /** Ends the person's sessions at once, and logins until {@link #enable}. */
    public void disable(PersonName name) {
        database.useTransaction(handle -> {
            refuseLastAdmin(handle, known(handle, name));
            change(handle, name, "disabled", true);
        });
    }

    public void enable(PersonName name) {
        database.useTransaction(handle -> {
            known(handle, name);
            change(handle, name, "disabled", false);
        });
    }

    public void setPassword(PersonName name, NewPassword password) {
        database.useTransaction(handle -> {
            if (known(handle, name).name().isOfSingleSignOn()) {
                throw new IllegalArgumentException(name + " logs in with the organisation, and has no password here");
            }
            change(handle, name, "phc", password.hash().phc());
        });
    }

    /**
     * The person, if the password fits and the person is not disabled. A name that nobody has takes as long as one that somebody
     * has.
     */
    public Optional<ProvenPerson> logIn(String name, String password) {
        var person = PersonName.isOne(name) ? find(new PersonName(name)) : Optional.<Person>empty();
        var kept = person.flatMap(known -> hashOf(known.name()));
        boolean fits = kept.orElse(PasswordHash.ofNobody()).fits(password);
        return person.filter(known -> fits && !known.disabled())
                .flatMap(known -> kept.map(hash -> new ProvenPerson(known, hash)));
    }

    public void noteLogin(PersonName name) {
        database.useHandle(handle -> handle.createUpdate("update person set last_login = :now where name = :name")
                .bind("now", clock.instant())
                .bind("name", name.text())
                .execute());
    }

    private Optional<PasswordHash> hashOf(PersonName name) {
        return database.withHandle(handle -> handle.createQuery("select phc from person where name = :name")
                        .bind("name", name.text())
                        .map((row, context) -> Optional.ofNullable(row.getString(1)))
                        .findOne())
                .flatMap(phc -> phc)
                .map(PasswordHash::new);
    }

    private static void checkRoles(Set<Role> roles) {
        if (roles.isEmpty()) {
            throw new IllegalArgumentException(
                    "a person has at least one role; to keep somebody out, disable the person");
        }
        if (roles.contains(Role.DEVICE)) {
            throw new IllegalArgumentException(
                    "device is no role of a person: devices have tokens or certificates (docs/installing.md)");
        }
    }

    private static void insert(
            Handle handle, PersonName name, Optional<PasswordHash> password, Set<Role> roles, Set<OwnParty> parties) {
        handle.createUpdate("""
                        insert into person (name, phc, roles, parties, disabled)
                        values (:name, :phc, :roles, :parties, false)
                        """)
                .bind("name", name.text())
                .bind("phc", password.map(PasswordHash::phc).orElse(null))
                .bind("roles", Role.textOf(roles))
                .bind("parties", OwnParty.textOf(parties))
                .execute();
    }

    private static void change(Handle handle, PersonName name, String column, Object value) {
        handle.createUpdate("update person set " + column + " = :value where name = :name")
                .bind("value", value)
                .bind("name", name.text())
                .execute();
        handle.createUpdate("delete from login_session where person = :name")
                .bind("name", name.text())
                .execute();
    }

    private static Person known(Handle handle, PersonName name) {
        return find(handle, name).orElseThrow(() -> new IllegalArgumentException("there is no person " + name));
    }

    private static void refuseLastAdmin(Handle handle, Person person) {
        if (person.isActiveAdmin()) {
            // all rows are locked: of two admins who remove one another at once, the second waits and then sees none
            // left
            long others = handle
                    .createQuery("select name, roles, disabled from person for update")
                    .map((row, context) ->
                            !row.getString("name").equals(person.name().text())
                                    && !row.getBoolean("disabled")
                                    && Role.parseAll(row.getString("roles")).contains(Role.ADMIN))
                    .stream()
                    .filter(admin -> admin)
                    .count();
            if (others == 0) {
                throw new IllegalArgumentException(
                        person.name() + " is the only admin, and one must stay: make somebody else an admin first");
            }
        }
    }

    private static Optional<Person> find(Handle handle, PersonName name) {
        return handle.createQuery("select * from person where name = :name")
                .bind("name", name.text())
                .map(People::person)
                .findOne();
    }

    private static Person person(RowView row) {
        return new Person(
                new PersonName(row.getColumn("name", String.class)),
                Role.parseAll(row.getColumn("roles", String.class)),
                OwnParty.parseAll(row.getColumn("parties", String.class)),
                row.getColumn("phc", String.class) != null,
                row.getColumn("disabled", Boolean.class),
                Optional.ofNullable(row.getColumn("last_login", Instant.class)));
    }
}
