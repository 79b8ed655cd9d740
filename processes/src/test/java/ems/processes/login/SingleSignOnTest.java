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
        var form = location(get(server.resolve("/login/sso")));
        assertThat(form.getQuery()).contains("code_challenge=", "client_id=market");
        var back = location(browser.send(
                HttpRequest.newBuilder(form)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("name=" + name + "&roles=" + roles.replace(" ", "+")))
                        .build(),
                BodyHandlers.ofString()));
        var answer = get(back);
        while (answer.statusCode() == 302) {
            answer = get(location(answer));
        }
        return answer;
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
        people.disable(new PersonName("sso:max"));
        thereIsAnAdmin();
        var answer = signsIn("max", "operator");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("sso:max is disabled here");
    }
}
