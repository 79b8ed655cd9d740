package ems.people.person;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ems.people.TestClock;
import ems.people.role.Role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the people of a market must do on each database. */
public abstract class PeopleContract {

    private static final Consumer<EndingToken> NOBODYS = token -> {};
    private static final PersonName ADA = new PersonName("ada");
    private static final PersonName OLGA = new PersonName("olga");
    private static final PersonName GUEST = new PersonName("sso:guest");
    private static final String PASSWORD = "four words in mind";

    private final TestClock clock = new TestClock();
    private People people;

    protected abstract DataSource emptyDatabase();

    @BeforeEach
    void nobody() {
        people = new People(emptyDatabase(), clock);
    }

    private void add(PersonName name, Role... roles) {
        people.add(name, NewPassword.of(name, PASSWORD), Set.of(roles), Set.of());
    }

    private Person find(PersonName name) {
        return people.find(name).orElseThrow();
    }

    private static void refused(Runnable act, String... why) {
        assertThatThrownBy(act::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(why);
    }

    @Test
    void theFirstPersonIsAnAdminAndThereIsOneFirst() {
        assertThat(people.isEmpty()).isTrue();
        assertThat(people.addFirst(ADA, NewPassword.of(ADA, PASSWORD))).isTrue();
        assertThat(people.addFirst(OLGA, NewPassword.of(OLGA, PASSWORD))).isFalse();
        assertThat(people.isEmpty()).isFalse();
        assertThat(people.all()).extracting(Person::name).containsExactly(ADA);
        assertThat(find(ADA).roles()).containsExactly(Role.ADMIN);
    }

    @Test
    void whoIsAddedIsFoundWithRolesAndParties() {
        var own = OwnParty.parseAll("demo/prosumer:L1,vehicle:EV1");
        people.add(OLGA, NewPassword.of(OLGA, PASSWORD), Set.of(Role.MEMBER, Role.ANALYST), own);
        assertThat(find(OLGA).roles()).containsExactlyInAnyOrder(Role.MEMBER, Role.ANALYST);
        assertThat(find(OLGA).parties()).isEqualTo(own);
        assertThat(find(OLGA).hasPassword()).isTrue();
        assertThat(find(OLGA).lastLogin()).isEmpty();
        assertThat(people.find(ADA)).isEmpty();
    }

    @Test
    void aNameIsTakenOnce() {
        add(OLGA, Role.OPERATOR);
        refused(() -> add(OLGA, Role.ADMIN), "olga", "already");
        assertThat(find(OLGA).roles()).containsExactly(Role.OPERATOR);
    }

    @Test
    void ofTwoWhoAddTheSameNameAtOnceOneIsRefusedInWords() throws Exception {
        var password = NewPassword.of(OLGA, PASSWORD);
        for (int n = 0; n < 20; n++) {
            var name = new PersonName("olga-" + n);
            Callable<String> adding = () -> {
                try {
                    people.add(name, password, Set.of(Role.OPERATOR), Set.of());
                    return "";
                } catch (IllegalArgumentException taken) {
                    return taken.getMessage();
                }
            };
            var both = Executors.newFixedThreadPool(2);
            try {
                assertThat(both.invokeAll(List.of(adding, adding)))
                        .extracting(Future::get)
                        .containsExactlyInAnyOrder("", "there is a person " + name + " already: choose another name");
            } finally {
                both.shutdownNow();
            }
        }
    }

    @Test
    void morePartiesThanAreKeptAreRefusedInWords() {
        var parties = IntStream.range(0, 200)
                .mapToObj(n -> OwnParty.parse("prosumer:Home" + n))
                .collect(Collectors.toSet());
        refused(
                () -> people.add(OLGA, NewPassword.of(OLGA, PASSWORD), Set.of(Role.MEMBER), parties),
                "at most 2000 are kept");
        assertThat(people.isEmpty()).isTrue();
    }

    @Test
    void aPersonHasARoleAndIsNoDevice() {
        refused(() -> add(OLGA), "at least one role");
        refused(() -> add(OLGA, Role.DEVICE), "device");
        refused(() -> add(GUEST, Role.OPERATOR), "sso:");
        assertThat(people.isEmpty()).isTrue();
    }

    @Test
    void aLogInTakesNameAndPassword() {
        add(OLGA, Role.OPERATOR);
        assertThat(people.logIn("olga", PASSWORD)).map(ProvenPerson::person).contains(find(OLGA));
        assertThat(people.logIn("olga", "four words in mine")).isEmpty();
        assertThat(people.logIn("ada", PASSWORD)).isEmpty();
        assertThat(people.logIn("no name at all", PASSWORD)).isEmpty();
        people.setPassword(OLGA, NewPassword.of(OLGA, "four other words"));
        assertThat(people.logIn("olga", PASSWORD)).isEmpty();
        assertThat(people.logIn("olga", "four other words")).isPresent();
    }

    @Test
    void whoIsDisabledCannotLogInUntilEnabled() {
        add(ADA, Role.ADMIN);
        add(OLGA, Role.OPERATOR);
        people.disable(OLGA, NOBODYS);
        assertThat(find(OLGA).disabled()).isTrue();
        assertThat(people.logIn("olga", PASSWORD)).isEmpty();
        people.enable(OLGA);
        assertThat(people.logIn("olga", PASSWORD)).isPresent();
    }

    @Test
    void theLastAdminStays() {
        add(ADA, Role.ADMIN);
        add(OLGA, Role.ADMIN);
        people.disable(OLGA, NOBODYS);
        refused(() -> people.disable(ADA, NOBODYS), "ada is the only admin");
        refused(() -> people.giveRoles(ADA, Set.of(Role.OPERATOR), Set.of(), NOBODYS), "ada is the only admin");
        people.enable(OLGA);
        people.giveRoles(ADA, Set.of(Role.OPERATOR), Set.of(), NOBODYS);
        assertThat(find(ADA).roles()).containsExactly(Role.OPERATOR);
        refused(() -> people.disable(OLGA, NOBODYS), "olga is the only admin");
        refused(() -> people.disable(GUEST, NOBODYS), "no person sso:guest");
    }

    @Test
    void twoAdminsWhoRemoveOneAnotherAtOnceAreNotBothGone() throws Exception {
        add(ADA, Role.ADMIN);
        add(OLGA, Role.ADMIN);
        var both = Executors.newFixedThreadPool(2);
        try {
            for (var ended : both.invokeAll(List.of(removing(ADA), removing(OLGA)))) {
                ended.get();
            }
        } finally {
            both.shutdownNow();
        }
        assertThat(people.all()).filteredOn(Person::isActiveAdmin).hasSize(1);
    }

    private Callable<Boolean> removing(PersonName name) {
        return () -> {
            try {
                people.disable(name, NOBODYS);
                return true;
            } catch (IllegalArgumentException last) {
                return false;
            }
        };
    }

    @Test
    void singleSignOnSaysTheRolesAndWhoIsDisabledHereStaysSo() {
        add(ADA, Role.ADMIN);
        assertThat(people.welcome("4711", GUEST, Set.of(Role.OPERATOR), NOBODYS).hasPassword())
                .isFalse();
        assertThat(people.welcome("4711", GUEST, Set.of(Role.AUDITOR), NOBODYS).roles())
                .containsExactly(Role.AUDITOR);
        people.disable(GUEST, NOBODYS);
        assertThat(people.welcome("4711", GUEST, Set.of(Role.AUDITOR), NOBODYS).disabled())
                .isTrue();
        assertThat(people.logIn("sso:guest", "")).isEmpty();
        refused(() -> people.setPassword(GUEST, NewPassword.of(GUEST, PASSWORD)), "organisation");
        refused(() -> people.welcome("4712", OLGA, Set.of(Role.OPERATOR), NOBODYS), "olga");
    }

    @Test
    void whoComesBySingleSignOnIsTheSubjectWhateverTheName() {
        add(ADA, Role.ADMIN);
        people.welcome("4711", GUEST, Set.of(Role.OPERATOR), NOBODYS);
        var renamed = new PersonName("sso:married");
        assertThat(people.welcome("4711", renamed, Set.of(Role.OPERATOR), NOBODYS)
                        .name())
                .isEqualTo(GUEST);
        assertThat(people.find(renamed)).isEmpty();
        refused(() -> people.welcome("4712", GUEST, Set.of(Role.OPERATOR), NOBODYS), "sso:guest", "somebody else");
        people.disable(GUEST, NOBODYS);
        assertThat(people.welcome("4711", renamed, Set.of(Role.OPERATOR), NOBODYS)
                        .disabled())
                .as("under another name, too")
                .isTrue();
        refused(() -> people.welcome("", new PersonName("sso:other"), Set.of(Role.OPERATOR), NOBODYS), "1 to 255");
    }

    @Test
    void theLastAdminWhoStaysHasAPasswordHere() {
        add(ADA, Role.ADMIN);
        people.welcome("4711", GUEST, Set.of(Role.ADMIN), NOBODYS);
        refused(() -> people.disable(ADA, NOBODYS), "ada is the only admin", "who has a password here");
        assertThat(people.welcome("4711", GUEST, Set.of(Role.OPERATOR), NOBODYS).roles())
                .as("what the organisation says holds")
                .containsExactly(Role.OPERATOR);
    }

    @Test
    void aPasswordThatSomebodyElseChoseIsKnownAsSuchUntilThePersonChoosesOne() {
        add(OLGA, Role.OPERATOR);
        assertThat(find(OLGA).givenPassword()).isFalse();
        people.givePassword(OLGA, NewPassword.of(OLGA, "four other words"));
        assertThat(find(OLGA).givenPassword()).isTrue();
        people.setPassword(OLGA, NewPassword.of(OLGA, "four words of mine"));
        assertThat(find(OLGA).givenPassword()).isFalse();
    }
}
