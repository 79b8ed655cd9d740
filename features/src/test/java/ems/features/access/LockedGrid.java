package ems.features.access;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/** A grid of a locked market whose clock an operator sets by hand: it begins at noon. */
public final class LockedGrid {

    private static final Instant NOON = Instant.parse("2026-06-21T12:00:00Z");
    private static final int SECONDS_OF_A_PERIOD = 60;
    private static final int AFTER_THE_BORDER = 3;
    private static final int REFUSED = 400;
    private static final String OPENED = "period-opened|";

    private final String name;
    private final Caller operator;
    private int now;

    private LockedGrid(String name, Caller operator) {
        this.name = name;
        this.operator = operator;
    }

    /** Opens it, and lets its first period begin. */
    public static LockedGrid open(LockedMarket market, String name) {
        var grid = new LockedGrid(name, market.loggedIn("olga"));
        var plan = Map.of(
                "now", NOON.toString(),
                "grid_sell_p_per_kwh", "6.4",
                "grid_buy_p_per_kwh", "29.49",
                "prosumers", List.of("Z0"),
                "vehicles",
                        List.of(Map.of(
                                "id",
                                "EV-3",
                                "capacity_kwh",
                                "50",
                                "reserve_kwh",
                                "0",
                                "stored_kwh",
                                "25",
                                "cost_p_per_kwh",
                                "15")));
        grid.ordered("PUT", "", plan);
        grid.begins(0);
        return grid;
    }

    public String name() {
        return name;
    }

    /** The start of a period, in minutes after noon. */
    public static String period(int minute) {
        return NOON.plusSeconds((long) minute * SECONDS_OF_A_PERIOD).toString();
    }

    /** Lets each period begin up to this one. */
    public void begins(int minute) {
        for (; now <= minute; now++) {
            ordered(
                    "PUT",
                    "/clock",
                    Map.of(
                            "now",
                            NOON.plusSeconds((long) now * SECONDS_OF_A_PERIOD + AFTER_THE_BORDER)
                                    .toString()));
        }
    }

    /** The version that a period opened with. */
    public String rulesOf(int minute) {
        var period = Caller.json(operator.get("/api/grids/" + name + "/periods/" + period(minute)));
        for (JsonNode step : period.path("steps")) {
            for (JsonNode entry : step.path("entries")) {
                if (entry.asText().startsWith(OPENED)) {
                    return entry.asText().split("\\|")[1];
                }
            }
        }
        throw new IllegalStateException("no period of " + period(minute) + " was opened: " + period);
    }

    private void ordered(String method, String path, Object body) {
        var answer = operator.ask(method, "/api/sandbox/grids/" + name + path, Optional.of(body));
        if (answer.statusCode() >= REFUSED) {
            throw new IllegalStateException(method + " " + path + " of " + name + ": " + answer.body());
        }
    }

    /** Somebody saves a table into the folder that the grid watches. */
    public HttpResponse<String> savesIntoTheFolder(String table, String text) {
        return operator.putTable("/api/sandbox/grids/" + name + "/rules/" + table, 0, text);
    }
}
