package ems.people.person;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

import ems.people.role.Role;
import ems.people.secret.PasswordHash;
import ems.people.sql.PeopleTables;

/**
 * The people of a market, in table {@code person}. A change of what somebody may do ends, in the same transaction, the person's
 * sessions, and for good the tokens that the person issued as a member for a party of others now. Of admins with a password one
 * stays active once there is one.
 */
public final class People {

    private static final int MOST_TEXT = 2_000;
    private static final int LONGEST_SUBJECT = 255;

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
                .map(PersonRows::person)
                .list());
    }

    public Optional<Person> find(PersonName name) {
        return database.withHandle(handle -> PersonRows.find(handle, name));
    }

    /** @throws IllegalArgumentException if the name is taken, or the roles do not go together */
    public void add(PersonName name, NewPassword password, Set<Role> roles, Set<OwnParty> parties) {
        add(name, password, false, roles, parties);
    }

    /**
     * @param given somebody else chose the password, who knows it then: the person is asked for another one
     * @throws IllegalArgumentException if the name is taken, or the roles do not go together
     */
    public void add(PersonName name, NewPassword password, boolean given, Set<Role> roles, Set<OwnParty> parties) {
        if (name.isOfSingleSignOn()) {
            throw new IllegalArgumentException(
                    "names that begin with " + PersonName.SINGLE_SIGN_ON + " come from single sign-on alone");
        }
        checkRoles(roles);
        checkParties(parties);
        try {
            database.useTransaction(handle -> {
                if (PersonRows.find(handle, name).isPresent()) {
                    throw taken(name);
                }
                PersonRows.insert(handle, name, Optional.of(password.hash()), roles, parties, Optional.empty());
                if (given) {
                    PersonRows.change(handle, name, "given_password", true);
                }
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
     * Takes over what the organisation says of a person who comes by single sign-on. Who it is goes by the subject: whoever gets
     * another name there keeps this account with its name, and nobody gets it by taking over the name. Whoever was disabled here
     * stays so.
     *
     * @param subject by which the organisation knows the person, for ever
     * @param name for a person who has not come before
     * @param ending is told of each token that ends with a role which the person has no more, before it ends
     * @return the person as kept now
     * @throws IllegalArgumentException if the name belongs to another subject
     */
    public Person welcome(String subject, PersonName name, Set<Role> roles, Consumer<EndingToken> ending) {
        if (!name.isOfSingleSignOn()) {
            throw new IllegalArgumentException(name + " is not a name of single sign-on");
        }
        if (subject.isEmpty() || subject.length() > LONGEST_SUBJECT) {
            throw new IllegalArgumentException("a subject of single sign-on has 1 to " + LONGEST_SUBJECT
                    + " characters, and this one " + subject.length());
        }
        checkRoles(roles);
        return database.inTransaction(handle -> {
            var known = PersonRows.ofSubject(handle, subject).or(() -> bound(handle, subject, name));
            if (known.isEmpty()) {
                PersonRows.insert(handle, name, Optional.empty(), roles, Set.of(), Optional.of(subject));
            } else if (!known.get().roles().equals(roles)) {
                var kept = known.get().name();
                PersonRows.change(handle, kept, "roles", Role.textOf(roles));
                PersonRows.endTokens(handle, kept, clock.instant(), ending);
            }
            return PersonRows.ofSubject(handle, subject).orElseThrow();
        });
    }

    /** A person of that name who came before subjects were kept is this one. */
    private Optional<Person> bound(Handle handle, String subject, PersonName name) {
        var known = PersonRows.find(handle, name);
        known.flatMap(Person::subject).ifPresent(other -> {
            throw new IllegalArgumentException(
                    name
                            + " is somebody else of the organisation here, who has that name no more: ask an admin of the market");
        });
        known.ifPresent(person -> PersonRows.change(handle, name, "subject", subject));
        return known;
    }

    /**
     * Gives these roles and parties in place of those of before.
     *
     * @param ending is told of each token that ends with a right which the person has no more, before it ends
     * @throws IllegalArgumentException if there is no such person, or no admin would be left
     */
    public void giveRoles(PersonName name, Set<Role> roles, Set<OwnParty> parties, Consumer<EndingToken> ending) {
        checkRoles(roles);
        checkParties(parties);
        database.useTransaction(handle -> {
            var person = PersonRows.known(handle, name);
            if (!roles.contains(Role.ADMIN)) {
                PersonRows.refuseLastAdmin(handle, person);
            }
            PersonRows.change(handle, name, "roles", Role.textOf(roles));
            PersonRows.change(handle, name, "parties", OwnParty.textOf(parties));
            PersonRows.endTokens(handle, name, clock.instant(), ending);
        });
    }

    /**
     * Ends the person's sessions at once, and logins until {@link #enable}.
     *
     * @param ending is told of each token that the person issued as a member, before it ends
     */
    public void disable(PersonName name, Consumer<EndingToken> ending) {
        database.useTransaction(handle -> {
            PersonRows.refuseLastAdmin(handle, PersonRows.known(handle, name));
            PersonRows.change(handle, name, "disabled", true);
            PersonRows.endTokens(handle, name, clock.instant(), ending);
        });
    }

    public void enable(PersonName name) {
        database.useTransaction(handle -> {
            PersonRows.known(handle, name);
            PersonRows.change(handle, name, "disabled", false);
        });
    }

    /** A password that the person chose. */
    public void setPassword(PersonName name, NewPassword password) {
        setPassword(name, password, false);
    }

    /** A password that somebody else chose, who knows it then: the person is asked for another one. */
    public void givePassword(PersonName name, NewPassword password) {
        setPassword(name, password, true);
    }

    private void setPassword(PersonName name, NewPassword password, boolean given) {
        database.useTransaction(handle -> {
            if (PersonRows.known(handle, name).name().isOfSingleSignOn()) {
                throw new IllegalArgumentException(name + " logs in with the organisation, and has no password here");
            }
            PersonRows.change(handle, name, "phc", password.hash().phc());
            PersonRows.change(handle, name, "given_password", given);
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
        roles.stream().filter(role -> !role.isOfPeople()).findFirst().ifPresent(role -> {
            throw new IllegalArgumentException(
                    role.text() + " is no role of a person: programs have tokens or certificates (docs/installing.md)");
        });
    }
}
