package ems.routes.ocpp.control;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import ems.routes.ocpp.frame.OcppVersion;
import ems.routes.ocpp.session.ChargingSession;
import ems.routes.ocpp.station.StationLink;
import ems.routes.ocpp.table.Charger;

/**
 * One session's charger under orders. The first order finds the form that the station takes and obeys; the next ones use it.
 *
 * <p>A station may accept a limit and do nothing: whether it obeys, its composite schedule says, where it has one. Orders go out one after
 * the other; one that a newer one has overtaken is left out or broken off.
 */
final class PlugControl {

    private static final String SET = "SetChargingProfile";
    private static final String STATUS = "status";
    private static final String ACCEPTED = "Accepted";

    private final Charger charger;
    private final StationLink link;
    private final ChargingSession session;
    private final ProfileFrames frames;
    private CompletionStage<Optional<String>> last = done(Optional.empty());
    private volatile long newest;
    // the next four belong to the order that is under way
    private @Nullable ProfileForm form;
    private boolean dynamic;
    private boolean laid;
    private Search search = Search.ANEW;

    /** For the form that a station obeys; the next order goes on with it where an order is broken off. */
    private record Search(List<ProfileForm> forms, List<String> refusals) {

        private static final Search ANEW = new Search(ProfileForm.IN_ORDER, List.of());

        private Search without(String refusal) {
            List<String> more = new ArrayList<>(refusals);
            more.add(refusal);
            return new Search(forms.subList(1, forms.size()), more);
        }
    }

    /** An order under way, or a release. */
    @FunctionalInterface
    private interface Turn {
        CompletionStage<Optional<String>> run(long number);
    }

    PlugControl(Charger charger, StationLink link, ChargingSession session, int stackLevel) {
        this.charger = charger;
        this.link = link;
        this.session = session;
        this.frames = new ProfileFrames(charger, link.version(), stackLevel);
    }

    boolean isOf(StationLink other, ChargingSession open) {
        return link == other && session.id() == open.id();
    }

    /**
     * Gives an order.
     *
     * @param there when it begins by the station's clock
     * @return why the charger cannot be controlled; empty: it obeys, or a newer order counts
     */
    CompletionStage<Optional<String>> give(PowerOrder order, Instant there) {
        return inTurn(number -> {
            if (link.version() == OcppVersion.V2_1) {
                return setPoint(order)
                        .thenCompose(
                                no -> no.isEmpty() || order.isDischarge() ? done(no) : limit(order, there, number));
            }
            return limit(order, there, number);
        });
    }

    /** Takes back what it was ordered: what does not end by itself, and what would reach into a period without an order. */
    CompletionStage<Optional<String>> release() {
        return inTurn(number -> laid ? clear() : done(Optional.empty()));
    }

    private synchronized CompletionStage<Optional<String>> inTurn(Turn turn) {
        long mine = ++newest;
        last = last.handle((before, failure) -> mine)
                .thenCompose(number -> number == newest ? turn.run(number) : done(Optional.empty()));
        return last;
    }

    /** A profile that the station does not know any more has ended. */
    private CompletionStage<Optional<String>> clear() {
        return link.call("ClearChargingProfile", frames.clear()).handle((answer, failure) -> {
            laid = failure != null
                    || !List.of(ACCEPTED, "Unknown")
                            .contains(answer.path(STATUS).asText());
            dynamic &= laid;
            return Optional.<String>empty();
        });
    }

    /** Where the profile of before has ended, it is laid again. */
    private CompletionStage<Optional<String>> setPoint(PowerOrder order) {
        return dynamic
                ? called("UpdateDynamicSchedule", frames.update(order))
                        .thenCompose(no -> no.isEmpty() ? done(no) : laidAsDynamic(order))
                : laidAsDynamic(order);
    }

    private CompletionStage<Optional<String>> laidAsDynamic(PowerOrder order) {
        return called(SET, frames.dynamic(session, order)).thenApply(no -> {
            dynamic = no.isEmpty();
            laid |= dynamic;
            return no;
        });
    }

    private CompletionStage<Optional<String>> limit(PowerOrder order, Instant there, long number) {
        var known = form;
        if (known != null) {
            return called(SET, frames.limit(session, order, known, there)).thenCompose(no -> {
                form = no.isEmpty() ? known : null;
                laid |= no.isEmpty();
                return no.isEmpty() ? done(no) : firstThatIsObeyed(order, there, search, number);
            });
        }
        return firstThatIsObeyed(order, there, search, number);
    }

    private CompletionStage<Optional<String>> firstThatIsObeyed(
            PowerOrder order, Instant there, Search left, long number) {
        search = left;
        if (number != newest) {
            return done(Optional.empty());
        }
        if (left.forms().isEmpty()) {
            search = Search.ANEW;
            var reasons = Optional.of(String.join("; ", left.refusals()));
            return laid ? clear().thenApply(cleared -> reasons) : done(reasons);
        }
        var next = left.forms().get(0);
        return called(SET, frames.limit(session, order, next, there))
                .thenApply(no -> {
                    laid |= no.isEmpty();
                    return no;
                })
                .thenCompose(no -> no.isPresent() ? done(no) : obeyed(order, next))
                .thenCompose(no -> {
                    if (no.isEmpty()) {
                        form = next;
                        search = Search.ANEW;
                        return done(no);
                    }
                    return firstThatIsObeyed(order, there, left.without(next + ": " + no.get()), number);
                });
    }

    /** A station that has no composite schedule is believed. */
    private CompletionStage<Optional<String>> obeyed(PowerOrder order, ProfileForm tried) {
        var limit = tried.unit().equals("W") ? order.watts() : order.amperes(charger);
        return link.call("GetCompositeSchedule", frames.composite(tried.unit()))
                .handle((answer, failure) -> failure == null ? composite(answer, tried) : Optional.<BigDecimal>empty())
                .thenApply(held -> held.filter(value -> value.compareTo(limit) > 0)
                        .map(value -> "accepted without effect: it will charge with " + value.toPlainString() + " "
                                + tried.unit() + " and not " + limit.toPlainString()));
    }

    private static Optional<BigDecimal> composite(ObjectNode answer, ProfileForm tried) {
        var schedule = answer.has("chargingSchedule") ? answer.path("chargingSchedule") : answer.path("schedule");
        var limit = schedule.path("chargingSchedulePeriod").path(0).path("limit");
        boolean comparable =
                schedule.path("chargingRateUnit").asText(tried.unit()).equals(tried.unit());
        return limit.isNumber() && comparable ? Optional.of(limit.decimalValue()) : Optional.empty();
    }

    /** Why it was not done; empty: it was accepted. */
    private CompletionStage<Optional<String>> called(String action, ObjectNode payload) {
        return link.call(action, payload).handle((answer, failure) -> {
            if (failure != null) {
                var cause = failure.getCause() == null ? failure : failure.getCause();
                return Optional.of(String.valueOf(cause.getMessage()));
            }
            var status = answer.path(STATUS).asText();
            return status.equals(ACCEPTED)
                    ? Optional.empty()
                    : Optional.of(action + " is answered by '" + status + "'");
        });
    }

    private static CompletionStage<Optional<String>> done(Optional<String> result) {
        return CompletableFuture.completedFuture(result);
    }
}
