package ems.processes.login;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import ems.people.person.OwnParty;
import ems.people.person.People;
import ems.people.person.Person;
import ems.people.person.PersonName;
import ems.people.role.Right;
import ems.people.role.Role;
import ems.people.role.Scope;
import ems.processes.guard.MarketLock;

/** Says of who asks what a page needs to know. */
@Singleton
class MeViews {

    private final People people;
    private final MarketLock lock;
    private final boolean singleSignOn;

    MeViews(
            People people,
            MarketLock lock,
            @ConfigProperty(name = "quarkus.oidc.tenant-enabled", defaultValue = "false") boolean singleSignOn) {
        this.people = people;
        this.lock = lock;
        this.singleSignOn = singleSignOn;
    }

    MeView of(Asker asker) {
        List<String> rights = new ArrayList<>();
        for (Right right : Right.values()) {
            var scope = asker.scope(right);
            if (scope != Scope.NONE) {
                rights.add(scope == Scope.OWN ? "own:" + right.text() : right.text());
            }
        }
        return new MeView(
                asker.kind().name().toLowerCase(Locale.ROOT),
                asker.name(),
                asker.roles().stream().map(Role::text).sorted().toList(),
                asker.parties().stream().map(OwnParty::text).sorted().toList(),
                rights,
                asker.fresh(),
                asker.isPerson()
                        && people.find(new PersonName(asker.name()))
                                .filter(Person::givenPassword)
                                .isPresent(),
                lock.hasPeople(),
                singleSignOn);
    }
}
