package ems.processes.login;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import ems.people.role.Role;

import static org.assertj.core.api.Assertions.assertThat;

class AddressesTest {

    private final Addresses addresses = new Addresses();

    private static Asker with(Role role) {
        var kind = role.isOfPeople() ? Asker.Kind.PERSON : Asker.Kind.DEVICE;
        return new Asker(kind, "somebody", Set.of(role), Set.of(), true);
    }

    private boolean may(Asker asker, String method, String path) {
        return addresses.of(method, path).isMetBy(asker);
    }

    /** All roles in one word: A analyst, P approver, O operator, U auditor, M member, D device, F monitor, X admin. */
    @ParameterizedTest
    @CsvSource({
        "GET, /api/grids, APOU",
        "GET, /api/grids/demo/snapshot, APOU",
        "GET, /api/grids/demo/dead-letters, OU",
        "GET, /api/grids/demo/periods/2026-01-31T12:00:00Z, OU",
        "GET, /api/grids/demo/receipts/2026-01-31T12:00:00Z~L1~EV1, UM",
        "GET, /api/members/prosumer:L1/access, M",
        "POST, /api/members/prosumer:L1/access/key, M",
        "POST, /api/members/prosumer:L1/access/tokens, M",
        "DELETE, /api/members/prosumer:L1/access/tokens/L1.meter, M",
        "POST, /api/members/prosumer:L1/access, ''",
        "GET, /api/grids/demo/ledger.zip, OU",
        "GET, /api/grids/demo/rule-versions, OU",
        "GET, /api/grids/demo/validators, OU",
        "GET, /api/grids/demo/anchors, OU",
        "POST, /api/grids/demo/readings, D",
        "POST, /api/grids/demo/corrections, ''",
        "POST, /api/grids/demo/operations/corrections, O",
        "POST, /api/certificates/ended, OX",
        "GET, /account/, APOUMDFX",
        "GET, /town/town.js, APOUMDFX",
        "GET, /api/town, ''",
        "POST, /api/grids/demo/vehicles/status, D",
        "POST, /api/grids/demo/bids, D",
        "POST, /api/grids/demo/forecasts, D",
        "POST, /api/grids/demo/exchanges, D",
        "POST, /api/grids/demo/agents/questions, D",
        "GET, /api/grids/demo/models/latest, D",
        "POST, /api/grids/demo/models/updates, D",
        "GET, /api/grids/demo/models/rounds, D",
        "POST, /api/grids/demo/models/rounds/announcements, D",
        "POST, /api/grids/demo/models/rounds/updates, D",
        "POST, /api/grids/demo/models/rounds/seeds, D",
        "GET, /api/grids/demo/agents/registry, D",
        "GET, /api/grids/demo/readings, ''",
        "GET, /api/grids/demo/operations, OU",
        "GET, /api/grids/demo/operations/2026-01-31T12:00:00Z, OU",
        "POST, /api/grids/demo/operations/2026-01-31T12:00:00Z/abort, O",
        "POST, /api/grids/demo/pause, O",
        "GET, /api/grids/demo/standing, OU",
        "GET, /api/grids/demo/letters, OU",
        "GET, /api/grids/demo/letters/list, OU",
        "GET, /api/grids/demo/alerts, OU",
        "POST, /api/grids/demo/alerts/EmsGridPaused/silence, O",
        "POST, /api/grids/demo/letters/seen, O",
        "POST, /api/grids/demo/members/prosumer:L1/revoke, O",
        "PUT, /api/sandbox/grids/demo, O",
        "GET, /graphql, OU",
        "POST, /graphql, OU",
        "DELETE, /management/processes/runMatchingPeriod/instances/1, OU",
        "GET, /svg/processes/runMatchingPeriod, OU",
        "GET, /q/graphql-ui/, OU",
        "GET, /q/metrics, OUF",
        "POST, /q/metrics, ''",
        "GET, /docs/openapi.json, OU",
        "GET, /api/jobs/17, APOU",
        "GET, /api/jobs/17/table.csv, APOU",
        "DELETE, /api/jobs/17, A",
        "GET, /api/grids/demo/promises, APOU",
        "GET, /api/grids/demo/promises/results, APOU",
        "POST, /api/grids/demo/promises/runs, A",
        "GET, /api/rules, APOU",
        "GET, /api/rules/versions, APOU",
        "GET, /api/rules/drafts/7, APOU",
        "POST, /api/rules/lint, A",
        "POST, /api/rules/drafts, A",
        "PUT, /api/rules/drafts/7/tables/pricing.csv, A",
        "POST, /api/rules/drafts/7/approval-request, A",
        "POST, /api/rules/approvals/7, P",
        "POST, /api/rules/restore, O",
        "GET, /rules/drafts/7, APOUMDFX",
        "POST, /api/rules/what-if, A",
        "GET, /api/rules/what-if, APOU",
        "GET, /api/grids/demo/rules/rows, APOU",
        "GET, /api/people, X",
        "PUT, /api/people/olga/roles, X",
        "GET, /api/tokens, OX",
        "DELETE, /api/tokens/gateway-3, OX",
        "GET, /api/trail, OUX",
        "POST, /api/logout, APOUMX",
        "POST, /api/backup/database, ''",
        "POST, /api/login, APOUMDFX",
        "GET, /, APOUMDFX",
        "GET, /live/main.js, APOUMDFX",
        "GET, /q/health/ready, APOUMDFX",
        "GET, /q/health/well, OUF",
        "GET, /q/health, OUF"
    })
    void eachRoleMayAskWhatTheMatrixSays(String method, String path, String roles) {
        var letters = new StringBuilder();
        for (Role role : Role.values()) {
            if (may(with(role), method, path)) {
                letters.append(
                        switch (role) {
                            case ANALYST -> 'A';
                            case APPROVER -> 'P';
                            case OPERATOR -> 'O';
                            case AUDITOR -> 'U';
                            case MEMBER -> 'M';
                            case DEVICE -> 'D';
                            case MONITOR -> 'F';
                            case ADMIN -> 'X';
                        });
            }
        }
        assertThat(letters.toString()).isEqualTo(roles);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/api",
                "/api/grids/demo",
                "/api/grids/demo/nothing",
                "/api/grids/demo/snapshot;x",
                "/api/people;x/../live/main.js",
                "/api/people/../../live/main.js",
                "/graphql;x",
                "/GraphQL",
                "/%67raphql",
                "//graphql",
                "/live;x/main.js",
                "/q",
                "/q/openapi",
                "/q/dev",
                "/loginxhtml"
            })
    void whatIsNotNamedIsClosedToAllButVisitors(String path) {
        for (Role role : Role.values()) {
            assertThat(may(with(role), "GET", path)).as(role.text()).isFalse();
        }
        assertThat(may(Asker.nobody(), "GET", path)).isFalse();
        assertThat(may(Asker.command(), "GET", path)).isFalse();
        assertThat(may(Asker.visitor(), "GET", path)).isTrue();
        for (String method : List.of("POST", "PUT", "DELETE")) {
            assertThat(may(Asker.visitor(), method, path)).as(method).isFalse();
        }
    }

    @Test
    void visitorsLookAndDoNothing() {
        var visitor = Asker.visitor();
        assertThat(may(visitor, "GET", "/api/grids/demo/snapshot")).isTrue();
        assertThat(may(visitor, "GET", "/api/grids/demo/operations")).isTrue();
        assertThat(may(visitor, "GET", "/api/grids/demo/ledger.zip")).isTrue();
        assertThat(may(visitor, "POST", "/graphql")).as("questions are posted").isTrue();
        for (String path : List.of(
                "/api/grids/demo/readings",
                "/api/grids/demo/vehicles/status",
                "/api/grids/demo/bids",
                "/api/grids/demo/corrections",
                "/api/grids/demo/operations/x/abort",
                "/api/grids/demo/pause",
                "/api/grids/demo/letters/seen",
                "/api/backup/database",
                "/api/people",
                "/api/tokens")) {
            assertThat(may(visitor, "POST", path)).as(path).isFalse();
        }
        assertThat(may(visitor, "PUT", "/api/sandbox/grids/demo/clock")).isFalse();
        assertThat(may(visitor, "GET", "/api/trail")).isFalse();
    }

    @Test
    void testersLookSendAndOperateButRuleNoPeople() {
        var tester = Asker.tester();
        assertThat(may(tester, "GET", "/api/grids/demo/snapshot")).isTrue();
        assertThat(may(tester, "POST", "/api/grids/demo/readings")).isTrue();
        assertThat(may(tester, "POST", "/graphql")).isTrue();
        assertThat(may(tester, "POST", "/api/backup/database")).isTrue();
        assertThat(may(tester, "PUT", "/api/sandbox/grids/demo/clock")).isTrue();
        assertThat(may(tester, "POST", "/api/grids/demo/operations/x/abort")).isTrue();
        assertThat(may(tester, "POST", "/api/grids/demo/pause")).isTrue();
        assertThat(may(tester, "POST", "/api/people")).isFalse();
        assertThat(may(tester, "POST", "/api/tokens")).isFalse();
        assertThat(may(tester, "GET", "/api/trail")).isFalse();
    }

    @Test
    void commandsRulePeopleMakeBackupsAndOperate() {
        var command = Asker.command();
        assertThat(may(command, "POST", "/api/people")).isTrue();
        assertThat(may(command, "POST", "/api/tokens")).isTrue();
        assertThat(may(command, "POST", "/api/backup/database")).isTrue();
        assertThat(may(command, "POST", "/api/grids/demo/pause")).isTrue();
        assertThat(may(command, "GET", "/api/grids/demo/ledger.zip")).isTrue();
        assertThat(may(command, "GET", "/api/grids/demo/receipts/x")).isFalse();
        assertThat(may(command, "POST", "/api/me/proof")).isFalse();
    }
}
