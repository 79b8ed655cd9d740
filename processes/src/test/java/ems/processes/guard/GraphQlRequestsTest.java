package ems.processes.guard;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class GraphQlRequestsTest {

    private final GraphQlRequests requests = new GraphQlRequests();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mutation{ProcessInstanceAbort(id:\"1\")}",
                "mutation A{ProcessInstanceAbort(id:\"1\")}",
                "\uFEFFmutation{a}",
                "# a comment\nmutation{a}",
                "query A{a} mutation B{b}",
                "{a}mutation{b}",
                ",mutation,{b}"
            })
    void a_mutation_is_refused_in_an_address(String query) {
        for (String method : List.of("GET", "HEAD")) {
            assertThat(requests.denialOf(Heads.graphQl(method, query))).hasValueSatisfying(denial -> {
                assertThat(denial.status()).isEqualTo(405);
                assertThat(denial.headers()).containsEntry("Allow", "POST");
                assertThat(denial.problem()).contains("mutation").contains("POST");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ProcessInstances{id}}",
                "query A{a}",
                "{__schema{mutationType{name}}}",
                "{permutation}",
                "{_mutation}",
                "{mutation_}",
                "{mutation1}",
                "Mutation",
                ""
            })
    void a_query_may_be_asked_in_an_address(String query) {
        assertThat(requests.denialOf(Heads.graphQl("GET", query))).isEmpty();
    }

    @Test
    void each_query_of_an_address_is_looked_at() {
        var queries = List.of("{a}", "mutation{b}");
        assertThat(requests.denialOf(
                        new RequestHead("GET", "/graphql", Heads.HOST, false, "192.0.2.7", Map.of(), queries)))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "Application/JSON ; charset=utf-8", "application/graphql"})
    void a_post_of_a_type_that_only_own_pages_can_send_passes(String type) {
        assertThat(requests.denialOf(Heads.graphQl("POST", "mutation{a}", "Content-Type: " + type)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data",
                "",
                " ",
                "text/plain; application/json",
                "application/jsonp"
            })
    void a_post_of_another_type_is_refused_whatever_its_address_says(String type) {
        assertThat(requests.denialOf(Heads.graphQl("POST", "{a}", "Content-Type: " + type)))
                .hasValueSatisfying(denial -> {
                    assertThat(denial.status()).isEqualTo(415);
                    assertThat(denial.problem()).contains("'" + type + "'").contains("application/json");
                });
    }

    @Test
    void a_post_without_a_type_is_refused() {
        assertThat(requests.denialOf(Heads.graphQl("POST", "{a}")))
                .hasValueSatisfying(denial -> assertThat(denial.status()).isEqualTo(415));
    }

    @Test
    void other_addresses_are_not_its_business() {
        assertThat(requests.denialOf(Heads.head("POST", "/api/grids/demo/bids", "Content-Type: text/plain")))
                .isEmpty();
        assertThat(requests.denialOf(Heads.head("POST", "/q/graphql"))).isEmpty();
    }
}
