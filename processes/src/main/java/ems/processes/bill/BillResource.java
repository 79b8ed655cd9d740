package ems.processes.bill;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;
import java.util.function.Function;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jspecify.annotations.Nullable;

import ems.processes.asked.WholeNumber;
import ems.processes.asked.Years;
import ems.processes.login.CurrentAsker;
import ems.processes.operations.OrderWish;
import ems.processes.operations.Reason;

/** What was booked for one member: the bill of a month, the trades of a day, and one trade. */
@Path("/api/members/{party}")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public class BillResource {

    private static final String CSV = "text/csv;charset=UTF-8";

    private final BillDoor door;
    private final BillSource source;
    private final Looks looks;
    private final CurrentAsker asker;

    BillResource(BillDoor door, BillSource source, Looks looks, CurrentAsker asker) {
        this.door = door;
        this.source = source;
        this.looks = looks;
        this.asker = asker;
    }

    /** @param month such as 2026-06, of UTC; left out: the present one */
    @GET
    @Path("/bill")
    public BillView bill(
            @PathParam("party") String party,
            @QueryParam("grid") @Nullable String grid,
            @QueryParam("month") @Nullable String month) {
        var asked = door.asked(party, grid);
        return source.bill(asked, month(month, asked));
    }

    @GET
    @Path("/bill.csv")
    @Produces(CSV)
    public Response billAsTable(
            @PathParam("party") String party,
            @QueryParam("grid") @Nullable String grid,
            @QueryParam("month") @Nullable String month) {
        var asked = door.asked(party, grid);
        var bill = source.bill(asked, month(month, asked));
        return file(BillCsv.of(bill), asked, "bill-" + bill.month());
    }

    /**
     * @param day such as 2026-06-21, of UTC; left out: the present one
     * @param before only what periods before this instant booked
     */
    @GET
    @Path("/trades")
    public TradesView trades(
            @PathParam("party") String party,
            @QueryParam("grid") @Nullable String grid,
            @QueryParam("day") @Nullable String day,
            @QueryParam("before") @Nullable String before,
            @QueryParam("limit") @Nullable String limit) {
        var asked = door.asked(party, grid);
        var until = before == null || before.isBlank()
                ? Optional.<Instant>empty()
                : Optional.of(read("before", before, Instant::parse, "an instant in UTC like 2026-01-31T12:00:00Z"));
        return source.trades(asked, day(day, asked), until, (int) WholeNumber.LIMIT.read(limit));
    }

    @GET
    @Path("/trades.csv")
    @Produces(CSV)
    public Response tradesAsTable(
            @PathParam("party") String party,
            @QueryParam("grid") @Nullable String grid,
            @QueryParam("day") @Nullable String day) {
        var asked = door.asked(party, grid);
        var trades = source.trades(asked, day(day, asked), Optional.empty(), Integer.MAX_VALUE);
        return file(BillCsv.of(trades), asked, "trades-" + trades.day());
    }

    /** @param match start of the period, home and EV, with ~ between */
    @GET
    @Path("/trades/{match}")
    public TradeDetail trade(
            @PathParam("party") String party,
            @PathParam("match") String match,
            @QueryParam("grid") @Nullable String grid) {
        return source.trade(door.asked(party, grid), Years.match(match));
    }

    /** Notes why somebody who sees everybody's money looks at this bill. */
    @POST
    @Path("/looks")
    @Consumes(MediaType.APPLICATION_JSON)
    public Looks.Look look(
            @PathParam("party") String party, @QueryParam("grid") @Nullable String grid, @Nullable OrderWish wish) {
        var found = door.found(party, grid);
        return looks.begin(asker.get().name(), found, Reason.given(wish == null ? null : wish.reason()));
    }

    private static YearMonth month(@Nullable String text, AskedParty asked) {
        return text == null || text.isBlank()
                ? YearMonth.from(asked.grid().clock().instant().atOffset(ZoneOffset.UTC))
                : ofKnownYears(read("month", text, YearMonth::parse, "a month like 2026-01"));
    }

    private static LocalDate day(@Nullable String text, AskedParty asked) {
        return text == null || text.isBlank()
                ? LocalDate.ofInstant(asked.grid().clock().instant(), ZoneOffset.UTC)
                : ofKnownYears(read("day", text, LocalDate::parse, "a day like 2026-01-31"));
    }

    private static <T extends TemporalAccessor> T ofKnownYears(T asked) {
        Years.check(asked.toString(), asked.get(ChronoField.YEAR));
        return asked;
    }

    private static <T> T read(String name, String text, Function<String, T> parse, String form) {
        try {
            return parse.apply(text.strip());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + name + "' is '" + text + "', and should be " + form + ".", e);
        }
    }

    private static Response file(String table, AskedParty asked, String name) {
        return Response.ok(table)
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"" + asked.party().account().replace(':', '-') + "-" + name + ".csv\"")
                .build();
    }
}
