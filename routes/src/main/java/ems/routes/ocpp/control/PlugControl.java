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
 * <p>A station may accept a profile and do nothing: whether it obeys, its composite schedule says, where it has one.
 */
final class PlugControl {

    private static final String SET = "SetChargingProfile";
    private static final String STATUS = "status";
    private static final String ACCEPTED = "Accepted";

    private final Charger charger;
    private final StationLink link;
    private final ChargingSession session;
    private final ProfileFrames frames;
    private @Nullable ProfileForm form;
    private boolean dynamic;

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
     * @return why the charger cannot be controlled; empty: it obeys
     */
    CompletionStage<Optional<String>> give(PowerOrder order, Instant there) {
        if (link.version() == OcppVersion.V2_1) {
            return setPoint(order)
                    .thenCompose(no -> no.isEmpty() || order.isDischarge() ? done(no) : limit(order, there));
        }
        return limit(order, there);
    }

    /** Takes back an order that does not end by itself. */
    CompletionStage<Optional<String>> release() {
        var known = form;
        if (known == null || known.isAbsolute()) {
            return done(Optional.empty());
        }
        form = null;
        return called("ClearChargingProfile", frames.clear());
    }

    private CompletionStage<Optional<String>> setPoint(PowerOrder order) {
        if (!dynamic) {
            return called(SET, frames.dynamic(session, order)).thenApply(no -> {
                dynamic = no.isEmpty();
                return no;
            });
        }
        return called("UpdateDynamicSchedule", frames.update(order)).thenApply(no -> {
            dynamic = no.isEmpty();
            return no;
        });
    }

    private CompletionStage<Optional<String>> limit(PowerOrder order, Instant there) {
        var known = form;
        if (known != null) {
            return called(SET, frames.limit(session, order, known, there)).thenCompose(no -> {
                form = no.isEmpty() ? known : null;
                return no.isEmpty() ? done(no) : firstThatIsObeyed(order, there, ProfileForm.IN_ORDER, List.of());
            });
        }
        return firstThatIsObeyed(order, there, ProfileForm.IN_ORDER, List.of());
    }

    private CompletionStage<Optional<String>> firstThatIsObeyed(
            PowerOrder order, Instant there, List<ProfileForm> forms, List<String> refusals) {
        if (forms.isEmpty()) {
            return done(Optional.of(String.join("; ", refusals)));
        }
        var next = forms.get(0);
        return called(SET, frames.limit(session, order, next, there))
                .thenCompose(no -> no.isPresent() ? done(no) : obeyed(order, next))
                .thenCompose(no -> {
                    if (no.isEmpty()) {
                        form = next;
                        return done(no);
                    }
                    List<String> more = new ArrayList<>(refusals);
                    more.add(next + ": " + no.get());
                    return firstThatIsObeyed(order, there, forms.subList(1, forms.size()), more);
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
