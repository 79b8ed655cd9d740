package ems.processes.login;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import ems.people.role.Right;
import ems.people.role.Scope;
import ems.processes.guard.StrangersBodies;

/**
 * What each address of the market needs: one table. An address that is not named is closed. {@code *} stands for one part of a
 * path, {@code **} for any number; the first row that fits counts.
 */
final class Addresses {

    private static final Need OPEN = new Need.Open();
    private static final Need LOGGED_IN = new Need.LoggedIn();
    private static final Need OWN_MACHINE = new Need.OwnMachine();

    private static final Set<String> READ = Set.of("GET", "HEAD");
    private static final Set<String> POST = Set.of("POST");
    private static final Set<String> ANY = Set.of("GET", "HEAD", "POST", "PUT", "DELETE");

    /** Neither {@code .} nor {@code ..}, and no {@code ;}: some readers cut what comes behind it, others do not. */
    private static final String NO_DOTS = "(?!\\.{1,2}(?:/|$))";

    private record Row(Set<String> methods, Pattern path, Need need) {}

    private final List<Row> rows = new ArrayList<>();

    Addresses() {
        // pages without figures in them, and the way in
        add(READ, OPEN, "/", "/index.html", "/login.html", "/setup.html", "/live/**", "/access/**", "/favicon.ico");
        add(READ, OPEN, "/people/**", "/account/**", "/operations/**", "/rules/**", "/verify/**", "/lib/**");
        add(READ, OPEN, "/promises/**", "/me/**", "/audit/**", "/town/**");
        add(READ, OPEN, "/q/health/live", "/q/health/ready", "/q/health/started", "/api/me");
        // with a slash behind it, it would not ask the organisation
        rows.add(new Row(READ, Pattern.compile("/login/sso"), OPEN));
        add(POST, OPEN, StrangersBodies.PATHS.toArray(String[]::new));
        add(POST, LOGGED_IN, "/api/logout", "/api/me/proof", "/api/me/password");

        // people, devices, and who did what
        add(ANY, all(Right.MANAGE_PEOPLE), "/api/people", "/api/people/**");
        add(ANY, all(Right.MANAGE_TOKENS), "/api/tokens", "/api/tokens/**");
        add(Set.of("GET", "HEAD", "POST"), all(Right.MANAGE_TOKENS), "/api/certificates/ended");
        add(READ, all(Right.SEE_TRAIL), "/api/trail", "/api/trail/**");
        add(POST, OWN_MACHINE, "/api/backup/database");

        // what devices send
        add(POST, own(Right.SEND_MESSAGES), "/api/grids/*/readings");
        add(POST, own(Right.SEND_MESSAGES), "/api/grids/*/vehicles/status", "/api/grids/*/bids");
        add(POST, own(Right.SEND_MESSAGES), "/api/grids/*/forecasts", "/api/grids/*/exchanges");
        add(POST, own(Right.SEND_MESSAGES), "/api/grids/*/agents/questions");
        add(POST, own(Right.SEND_MESSAGES), "/api/grids/*/models/updates");
        add(READ, own(Right.SEND_MESSAGES), "/api/grids/*/models/latest", "/api/grids/*/agents/*/keys/*");
        add(READ, own(Right.SEND_MESSAGES), "/api/grids/*/models/rounds", "/api/grids/*/agents/registry");
        add(POST, own(Right.SEND_MESSAGES), "/api/grids/*/models/rounds/*");
        add(POST, new Need.WithReason(), "/api/grids/*/corrections");
        add(POST, all(Right.CORRECT_READINGS), "/api/grids/*/operations/corrections");

        // the market
        add(READ, all(Right.SEE_MARKET), "/api/grids", "/api/grids/*/snapshot");
        add(READ, own(Right.SEE_MONEY), "/api/grids/*/receipts/*");
        // who sees energy alone gets bills without money in them
        add(READ, own(Right.SEE_ENERGY), "/api/members/*/bill", "/api/members/*/bill.csv");
        add(
                READ,
                own(Right.SEE_ENERGY),
                "/api/members/*/trades",
                "/api/members/*/trades.csv",
                "/api/members/*/trades/*");
        add(POST, all(Right.SEE_MONEY), "/api/members/*/looks");
        add(READ, own(Right.MANAGE_ACCESS), "/api/members/*/access");
        add(POST, own(Right.MANAGE_ACCESS), "/api/members/*/access/key", "/api/members/*/access/tokens");
        add(POST, own(Right.MANAGE_ACCESS), "/api/members/*/access/agent");
        add(
                Set.of("DELETE"),
                own(Right.MANAGE_ACCESS),
                "/api/members/*/access/tokens/*",
                "/api/members/*/access/agent");
        add(READ, all(Right.SEE_OPERATIONS), "/api/grids/*/dead-letters", "/api/grids/*/periods/*");
        add(READ, all(Right.SEE_LEDGER), "/api/grids/*/ledger.zip", "/api/grids/*/validators", "/api/grids/*/anchors");
        add(READ, all(Right.SEE_LEDGER), "/api/grids/*/blocks", "/api/grids/*/checkpoint", "/api/grids/*/consistency");
        add(READ, all(Right.SEE_LEDGER), "/api/grids/*/rule-versions");

        // rules
        add(READ, all(Right.SEE_MARKET), "/api/jobs/*", "/api/jobs/*/table.csv");
        add(Set.of("DELETE"), all(Right.EDIT_DRAFTS), "/api/jobs/*");
        add(READ, all(Right.SEE_MARKET), "/api/grids/*/promises", "/api/grids/*/promises/results");
        add(POST, all(Right.EDIT_DRAFTS), "/api/grids/*/promises/runs");
        add(READ, all(Right.SEE_MARKET), "/api/rules", "/api/rules/**");
        add(POST, all(Right.APPROVE_DRAFTS), "/api/rules/approvals/*");
        add(POST, all(Right.RESTORE_RULES), "/api/rules/restore");
        add(ANY, all(Right.EDIT_DRAFTS), "/api/rules/lint", "/api/rules/drafts", "/api/rules/drafts/**");
        add(POST, all(Right.EDIT_DRAFTS), "/api/rules/what-if");
        add(READ, all(Right.SEE_MARKET), "/api/grids/*/rules/rows", "/api/grids/*/rules/use");

        // operations
        add(READ, all(Right.SEE_OPERATIONS), "/api/operations", "/api/operations/**");
        add(READ, all(Right.SEE_OPERATIONS), "/api/grids/*/operations", "/api/grids/*/operations/**");
        add(READ, all(Right.SEE_OPERATIONS), "/api/grids/*/members", "/api/grids/*/alerts", "/api/grids/*/letters/**");
        add(READ, all(Right.SEE_OPERATIONS), "/api/grids/*/standing", "/api/grids/*/members/*", "/api/grids/*/units");
        add(ANY, all(Right.REPAIR_PERIODS), "/api/operations/**", "/api/grids/*/operations/**");
        add(ANY, all(Right.REPAIR_PERIODS), "/api/grids/*/alerts/**", "/api/grids/*/letters/**");
        add(POST, all(Right.REPAIR_PERIODS), "/api/grids/*/pause", "/api/grids/*/resume");
        add(ANY, all(Right.MANAGE_MEMBERS), "/api/grids/*/members/**");
        add(POST, all(Right.PROPOSE_UNITS), "/api/grids/*/units/wanted");
        add(ANY, all(Right.MANAGE_MEMBERS), "/api/sandbox/**");

        // the tools: they only look (ManagementDoor, RepairGraphQl)
        add(ANY, all(Right.SEE_OPERATIONS), "/graphql", "/graphql/**", "/management/**");
        add(READ, all(Right.SEE_OPERATIONS), "/svg/**", "/q/graphql-ui/**", "/q/swagger-ui/**", "/docs/**");
        add(READ, all(Right.SEE_FIGURES), "/q/metrics", "/q/metrics/**", "/q/health", "/q/health/**");
    }

    /** @param path without scheme, host and query */
    Need of(String method, String path) {
        return rows.stream()
                .filter(row -> row.methods().contains(method)
                        && row.path().matcher(path).matches())
                .findFirst()
                .map(Row::need)
                .orElseGet(() -> new Need.Closed(READ.contains(method)));
    }

    private void add(Set<String> methods, Need need, String... paths) {
        Arrays.stream(paths).forEach(path -> rows.add(new Row(methods, pattern(path), need)));
    }

    private static Pattern pattern(String path) {
        var regex = new StringBuilder();
        for (String part : path.substring(1).split("/", -1)) {
            regex.append(
                    switch (part) {
                        case "**" -> "(?:/" + NO_DOTS + "[^/;]*)*";
                        case "*" -> "/" + NO_DOTS + "[^/;]+";
                        default -> "/" + Pattern.quote(part);
                    });
        }
        return Pattern.compile(regex.append("/?").toString());
    }

    private static Need all(Right right) {
        return new Need.Having(right, Scope.ALL);
    }

    private static Need own(Right right) {
        return new Need.Having(right, Scope.OWN);
    }
}
