package ems.features;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.MatchId;

/** One grid of the running market, by the doors that meters, EVs, analysts, operators and auditors use. */
public final class MarketDriver {

    private static final Duration SHOWN_WITHIN = Duration.ofSeconds(20);
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(60);

    private final String grid;
    private final String doors;
    private final String sandbox;

    MarketDriver(String grid) {
        this.grid = grid;
        this.doors = "/api/grids/" + grid;
        this.sandbox = "/api/sandbox/grids/" + grid;
    }

    void open(GridPlan plan, Instant now) {
        asked(plan, now).orFail("opening the grid");
    }

    /** What the market answers to the wish for such a grid. */
    Reply asked(GridPlan plan, Instant now) {
        return Doors.put(sandbox, GridJson.of(plan, now));
    }

    void clock(Instant now) {
        Doors.put(sandbox + "/clock", json().put("now", now.toString())).orFail("setting the clock to " + now);
    }

    /** The market stood still meanwhile, and the clock is right. */
    void clockAfterStandstill(Instant now) {
        Doors.put(sandbox + "/clock", json().put("now", now.toString()).put("standstill", true))
                .orFail("setting the clock to " + now + " after a standstill");
    }

    public Reply reading(ProsumerId meter, Instant at, MeterPlan.Net power) {
        return reading(GridJson.of(meter, at, power).toString(), Map.of());
    }

    /** @param topic below the grid's own */
    public void publish(String topic, String message) {
        Broker.orSkip().publish("ems/" + grid + "/" + topic, message);
    }

    void publish(ProsumerId meter, List<ObjectNode> readings) {
        publish(
                "meters/" + meter + "/readings",
                Doors.JSON.createArrayNode().addAll(readings).toString());
    }

    public Reply reading(String message, Map<String, String> headers) {
        return Doors.post(doors + "/readings", message, headers);
    }

    public Reply correction(String message) {
        return Doors.post(doors + "/corrections", message, Map.of());
    }

    /** @param reason why, for the trail */
    public Reply correction(String reason, String message) {
        return Doors.post(
                doors + "/operations/corrections",
                "{\"reason\":\"" + reason + "\",\"readings\":" + message + "}",
                Map.of());
    }

    void report(EvPlan.Report report) {
        report(GridJson.of(report).toString()).orFail("the report of " + report.vehicle());
    }

    public Reply report(String message) {
        return Doors.post(doors + "/vehicles/status", message, Map.of());
    }

    /** @param tokens signed bids, one a line */
    public Reply bids(String tokens) {
        return Doors.post(doors + "/bids", "text/plain", tokens, Map.of());
    }

    /** @param tokens signed statements of exchanges, one a line */
    public Reply exchanges(String tokens) {
        return Doors.post(doors + "/exchanges", "text/plain", tokens, Map.of());
    }

    /** @param tokens signed forecasts, one a line */
    public Reply forecasts(String tokens) {
        return Doors.post(doors + "/forecasts", "text/plain", tokens, Map.of());
    }

    /** What the grid is called inside a signature. */
    public GridId grid() {
        return new GridId(grid);
    }

    /** Whose signatures count, as an auditor reads it. */
    public Reply validators() {
        return Doors.get(doors + "/validators").orFail("asking who signs the blocks");
    }

    public JsonNode anchors() {
        return Doors.read(Doors.get(doors + "/anchors").orFail("asking where the headers are published"));
    }

    /** What the live page shows. */
    public JsonNode snapshot() {
        return Doors.read(Doors.get(doors + "/snapshot").orFail("looking at the live page"));
    }

    /** The live page's row of an ended period, which appears once the page has added the period up. */
    public JsonNode endedRow(MatchingPeriod period) {
        return Patience.until("the row of " + period, SHOWN_WITHIN, () -> {
            for (JsonNode row : snapshot().path("settled")) {
                if (row.path("start").asText().equals(period.start().toString())) {
                    return Optional.of(row);
                }
            }
            return Optional.empty();
        });
    }

    /** What the operator's console lists. @param query such as {@code ?state=ERROR} */
    public JsonNode operations(String query) {
        return Doors.read(Doors.get(doors + "/operations" + query).orFail("looking at the operator's list"));
    }

    /** What the operator's console tells of one period. */
    public JsonNode operation(MatchingPeriod period) {
        return Doors.read(Doors.get(doors + "/operations/" + period.start()).orFail("looking at the period " + period));
    }

    /** @param order {@code retry}, {@code skip} or {@code abort} */
    public Reply order(MatchingPeriod period, String order, String reason) {
        return Doors.post(doors + "/operations/" + period.start() + "/" + order, json().put("reason", reason));
    }

    /** @param order {@code pause} or {@code resume} */
    public Reply order(String order, String reason) {
        return Doors.post(doors + "/" + order, json().put("reason", reason));
    }

    /** What is wrong with the grid and with the market it runs in. */
    public JsonNode alerts() {
        return Doors.read(Doors.get(doors + "/alerts").orFail("looking at the alerts"));
    }

    /** @param alert as the list calls it */
    public Reply silence(String alert, String reason, String until) {
        return Doors.post(
                doors + "/alerts/" + alert + "/silence",
                json().put("reason", reason).put("until", until));
    }

    public JsonNode deadLetters() {
        return Doors.read(Doors.get(doors + "/dead-letters").orFail("reading the dead letters"));
    }

    /** Replaces one of the grid's own decision tables. */
    public Reply table(String file, String csv) {
        return Doors.put(sandbox + "/rules/" + file, "text/csv", csv);
    }

    /**
     * What the settled trades of the last day would have cost with this in the place of one table.
     *
     * @return the job, once it has ended
     */
    public JsonNode whatIf(String file, String csv, String mode) {
        var wish = json().put("grid", grid).put("mode", mode);
        wish.putObject("tables").put(file, csv);
        var started = Doors.read(Doors.post("/api/rules/what-if", wish).orFail("asking what if"));
        return Patience.until("the end of the what-if", ANSWERED_WITHIN, () -> {
            var job = Doors.read(
                    Doors.get("/api/jobs/" + started.path("id").asLong()).orFail("looking at the what-if"));
            return Set.of("WAITING", "RUNNING").contains(job.path("state").asText())
                    ? Optional.empty()
                    : Optional.of(job);
        });
    }

    public JsonNode rules() {
        return Doors.read(Doors.get(sandbox + "/rules").orFail("reading the rules"));
    }

    public void revoke(Party party, String reason) {
        var body = json().put("party", party.account()).put("reason", reason);
        Doors.post(sandbox + "/revocations", body).orFail("revoking " + party);
    }

    /** @param publicKey base64url */
    public void changeKey(Party party, String publicKey) {
        var body = json().put("party", party.account()).put("key", publicKey);
        Doors.post(sandbox + "/keys", body).orFail("changing the key of " + party);
    }

    /**
     * What an operator orders of a member.
     *
     * @param order {@code enrol}, {@code revoke}, {@code key}, {@code private} or {@code metered}
     */
    public Reply order(Party party, String order, ObjectNode wish) {
        return Doors.post(doors + "/members/" + party.account() + "/" + order, wish);
    }

    /** Which road-side units an operator proposes. */
    public Reply propose(ObjectNode wish) {
        return Doors.post(doors + "/units/wanted", wish);
    }

    /** The road-side units, and the votes for others. */
    public JsonNode units() {
        return Doors.read(Doors.get(doors + "/units").orFail("looking at the units"));
    }

    /** Until those that sign now have voted for others. */
    public void awaitVotes() {
        awaitWanted(
                "the votes",
                wanted -> wanted.path("votes").asInt() >= wanted.path("needed").asInt());
    }

    /** Until those that sign now have said whether they vote for others. */
    public void awaitAsked() {
        awaitWanted(
                "what units say of others",
                wanted -> !wanted.path("missing").toString().contains("nobody was asked yet"));
    }

    private void awaitWanted(String what, Predicate<JsonNode> seen) {
        Patience.until(
                what,
                SHOWN_WITHIN,
                () -> Optional.of(units().path("wanted")).filter(wanted -> wanted.isObject() && seen.test(wanted)));
    }

    /** An operator enrols the agent of a home. */
    public Reply enrolAgent(ProsumerId home, ObjectNode wish) {
        return Doors.post(doors + "/members/" + home.account() + "/agent", wish);
    }

    /** What an agent asks of its own key before it signs. */
    public JsonNode keyStanding(Party party, String publicKey) {
        return Doors.read(Doors.get(doors + "/agents/" + party.account() + "/keys/" + publicKey)
                .orFail("asking whether the key of " + party + " counts"));
    }

    /** What the register of a car's charger shows of the energy that went into it. */
    public void charger(VehicleId vehicle, Instant at, BigDecimal storedKilowattHours) {
        tells(vehicle, at, json().put("stored_kwh", storedKilowattHours).put("released_kwh", 0));
    }

    /** A record that the meter of a car's charger signed. */
    public void signedByCharger(VehicleId vehicle, Instant at, String record) {
        tells(vehicle, at, json().put("signed", record));
    }

    private void tells(VehicleId vehicle, Instant at, ObjectNode news) {
        Doors.post(sandbox + "/chargers", news.put("vehicle", vehicle.text()).put("at", at.toString()))
                .orFail("what the charger of " + vehicle + " tells");
    }

    void trouble(Trouble trouble) {
        var body =
                json().put("step", trouble.step()).put("kind", trouble.kind()).put("times", trouble.times());
        Doors.post(sandbox + "/faults", body).orFail("ordering the failure");
    }

    PeriodView period(MatchingPeriod period) {
        return PeriodView.of(
                Doors.read(Doors.get(doors + "/periods/" + period.start()).orFail("looking at the period " + period)));
    }

    /** What an auditor verifies. */
    public LedgerExport ledger() {
        return LedgerExport.unzipped(Doors.getBytes(doors + "/ledger.zip"));
    }

    /** What a party of the match keeps. */
    public byte[] receipt(MatchId match) {
        return Doors.getBytes(doors + "/receipts/" + match);
    }

    /** The bill of the present month. */
    public Reply bill(Party party) {
        return Doors.get("/api/members/" + party.account() + "/bill?grid=" + grid);
    }

    /** Process instances of the period as the operator's tool lists them, newest state of each. */
    List<OperatorView> instances(MatchingPeriod period) {
        return OperatorView.find(grid + "/" + period.start());
    }

    private static ObjectNode json() {
        return Doors.JSON.createObjectNode();
    }
}
