package ems.processes.login;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jakarta.inject.Inject;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ems.people.person.NewPassword;
import ems.people.person.People;
import ems.people.person.PersonName;
import ems.people.role.Role;
import ems.people.trail.Trail;
import ems.processes.guard.MarketLock;

import static org.assertj.core.api.Assertions.assertThat;

/** The organisation says who and which roles; the market's own session follows. */
@QuarkusTest
@TestProfile(SingleSignOnTest.WithAnOrganisation.class)
class SingleSignOnTest {

    /** A market whose people may come from an identity server. */
    public static class WithAnOrganisation implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.datasource.jdbc.url", "jdbc:h2:mem:organisation;NON_KEYWORDS=VALUE,KEY");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(OwnIdentityServer.class));
        }
    }

    @TestHTTPResource("/")
    URI server;

    @Inject
    People people;

    @Inject
    MarketLock lock;

    @Inject
    Trail trail;

    private HttpClient browser;

    @BeforeEach
    void thereIsAnAdmin() {
        var ada = new PersonName("ada");
        if (people.isEmpty()) {
            people.add(ada, NewPassword.of(ada, "four words in mind"), Set.of(Role.ADMIN), Set.of());
            lock.look();
        }
        browser = HttpClient.newBuilder()
                .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                .build();
    }

    private HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }

    private static URI location(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isIn(302, 303);
        return answer.uri().resolve(answer.headers().firstValue("location").orElseThrow());
    }

    /** To the organisation and back, to the last answer. */
    private HttpResponse<String> signsIn(String name, String roles) throws IOException, InterruptedException {
        return signsInBy("/login/sso", "name=" + name + "&roles=" + roles.replace(" ", "+"));
    }

    /** @param said in the organisation's form */
    private HttpResponse<String> signsInBy(String path, String said) throws IOException, InterruptedException {
        var form = location(get(server.resolve(path)));
        assertThat(form.getQuery()).contains("code_challenge=", "client_id=market", "nonce=");
        var back = location(browser.send(
                HttpRequest.newBuilder(form)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(said))
                        .build(),
                BodyHandlers.ofString()));
        var answer = get(back);
        while (answer.statusCode() == 302 && location(answer).getPort() == server.getPort()) {
            answer = get(location(answer));
        }
        return answer;
    }

    private HttpResponse<String> sends(String path, String json) throws IOException, InterruptedException {
        return browser.send(
                HttpRequest.newBuilder(server.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void whoSignsInIsAPersonOfTheMarketWithTheRolesThatItKnows() throws Exception {
        var answer = signsIn("Olga", "operator staff");
        assertThat(location(answer)).isEqualTo(server.resolve("/login.html"));
        assertThat(get(server.resolve("/api/me")).body())
                .contains("\"kind\":\"person\"", "\"name\":\"sso:olga\"", "[\"operator\"]", "\"singleSignOn\":true");
        assertThat(get(server.resolve("/api/tokens")).statusCode()).isEqualTo(200);
        assertThat(get(server.resolve("/api/people")).statusCode()).isEqualTo(403);
        assertThat(trail.latest(1).get(0).act().what()).isEqualTo("by single sign-on as operator");
    }

    @Test
    void anotherRoleOfTheOrganisationHoldsFromTheNextSignIn() throws Exception {
        signsIn("vera", "auditor");
        var first = browser;
        thereIsAnAdmin();
        signsIn("vera", "analyst");
        assertThat(people.find(new PersonName("sso:vera")).orElseThrow().roles())
                .containsExactly(Role.ANALYST);
        browser = first;
        assertThat(get(server.resolve("/api/me")).body())
                .as("the session with the role before")
                .contains("\"kind\":\"nobody\"");
    }

    @Test
    void withoutARoleOfTheMarketNobodyGetsIn() throws Exception {
        var answer = signsIn("guest", "staff device");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("gave you no role of this market");
        assertThat(people.find(new PersonName("sso:guest"))).isEmpty();
        assertThat(get(server.resolve("/api/me")).body()).contains("\"kind\":\"nobody\"");
    }

    @Test
    void whoIsDisabledHereStaysOut() throws Exception {
        signsIn("max", "operator");
        people.disable(new PersonName("sso:max"), token -> {});
        thereIsAnAdmin();
        var answer = signsIn("max", "operator");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("sso:max is disabled here");
    }

    @Test
    void theOrganisationIsAskedAgainWithEachSignInAndNothingOfItStays() throws Exception {
        signsIn("ida", "operator");
        assertThat(location(get(server.resolve("/login/sso"))).getQuery()).contains("client_id=market");
        assertThat(sends("/api/logout", "").statusCode()).isEqualTo(204);
        assertThat(location(get(server.resolve("/login/sso"))).getQuery()).contains("client_id=market");
        assertThat(get(server.resolve("/api/me")).body()).contains("\"kind\":\"nobody\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"state", "issuer", "audience", "expired", "nonce"})
    void whatTheOrganisationDidNotSaySoOpensNothing(String lie) throws Exception {
        var answer = signsInBy("/login/sso", "name=liar&roles=operator&fault=" + lie);
        assertThat(answer.statusCode()).as(lie).isNotIn(200, 303);
        assertThat(get(server.resolve("/api/me")).body()).contains("\"kind\":\"nobody\"");
        assertThat(people.find(new PersonName("sso:liar"))).isEmpty();
    }

    @Test
    void anAccountGoesByTheSubjectAndNotByTheName() throws Exception {
        signsInBy("/login/sso", "name=nina&sub=4711&roles=operator");
        thereIsAnAdmin();
        signsInBy("/login/sso", "name=nina.new&sub=4711&roles=operator");
        assertThat(get(server.resolve("/api/me")).body()).contains("\"name\":\"sso:nina\"");
        thereIsAnAdmin();
        var answer = signsInBy("/login/sso", "name=Nina&sub=4712&roles=operator");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("sso:nina is somebody else");
        assertThat(get(server.resolve("/api/me")).body()).contains("\"kind\":\"nobody\"");
    }

    @Test
    void whatIsSensitiveAsksTheOrganisationAnew() throws Exception {
        var vic = "{\"name\":\"vic\",\"password\":\"four words in mind\",\"roles\":[\"auditor\"]}";
        signsIn("rosa", "admin");
        var refused = sends("/api/people", vic);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("\"ask\":\"organisation\"", "/login/sso?prompt=login&max_age=600");
        assertThat(sends("/api/me/proof", "{\"password\":\"\"}").body()).contains("has no password here");
        assertThat(location(get(server.resolve("/login/sso?prompt=login&max_age=600")))
                        .getQuery())
                .contains("prompt=login", "max_age=600");
        signsInBy("/login/sso?prompt=login&max_age=600", "name=rosa&roles=admin");
        assertThat(sends("/api/people", vic).statusCode()).isEqualTo(201);
    }

    @Test
    void aBrowserThatIsRefusedIsLedBackToTheLoginWithTheReason() throws Exception {
        var form = location(get(server.resolve("/login/sso")));
        var back = location(browser.send(
                HttpRequest.newBuilder(form)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("name=guest&roles=staff"))
                        .build(),
                BodyHandlers.ofString()));
        var arrived = location(get(back));
        var refused = browser.send(
                HttpRequest.newBuilder(arrived)
                        .header("Sec-Fetch-Mode", "navigate")
                        .header("Sec-Fetch-Dest", "document")
                        .header("Sec-Fetch-Site", "cross-site")
                        .build(),
                BodyHandlers.ofString());
        assertThat(location(refused)).isEqualTo(server.resolve("/login.html?refused=no-role"));
    }

    @Test
    void aSessionOfTheMarketIsNoWordOfTheOrganisation() throws Exception {
        assertThat(sends("/api/login", "{\"name\":\"ada\",\"password\":\"four words in mind\"}")
                        .statusCode())
                .isEqualTo(200);
        for (String path : List.of("/login/sso/", "/login/sso//")) {
            assertThat(get(server.resolve(path)).statusCode()).as(path).isNotIn(200, 303);
        }
        assertThat(people.find(new PersonName("sso:ada"))).isEmpty();
    }
}
