package ems.processes.guard;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import ems.console.page.Problem;

/**
 * Stands before every address, whoever answers it: before bodies are read, and before any login is looked at. It keeps out
 * what another site's page could make a person's browser send; it does not know who asks.
 *
 * <p>Properties: {@code ems.hosts}, names that the market answers to besides those of loopback and the one it listens on;
 * {@code ems.requests.per-second} and {@code ems.requests.at-once}, how often one address (of IPv6: its first 64 bits) may ask; {@code
 * ems.requests.slowest-body}, how long a body may take.
 */
@Singleton
public class Guard {

    /** Filters of the highest priority come first, the reader of bodies among them; of equals, the one registered first. */
    private static final int BEFORE_ALL = Integer.MAX_VALUE;

    private static final int UNAVAILABLE = 503;
    private static final String COME_AGAIN_SECONDS = "2";

    private static final long UNSTATED = -1;

    /** A name and a password. */
    private static final Duration SLOWEST_OF_STRANGERS = Duration.ofSeconds(3);

    private final List<EntryCheck> checks;
    private final BodiesUnderWay underWay = new BodiesUnderWay();
    private final Duration slowestBody;

    @Inject
    public Guard(
            @ConfigProperty(name = "ems.hosts") Optional<List<String>> hosts,
            @ConfigProperty(name = "quarkus.http.host") String listensOn,
            @ConfigProperty(name = "ems.requests.per-second", defaultValue = "100") double perSecond,
            @ConfigProperty(name = "ems.requests.at-once", defaultValue = "1000") double atOnce,
            @ConfigProperty(name = "ems.requests.slowest-body", defaultValue = "PT30S") Duration slowestBody,
            @ConfigProperty(name = "ems.sandbox", defaultValue = "false") boolean sandbox,
            MarketLock lock,
            DoorHours hours) {
        Collection<String> names = new HashSet<>(hosts.orElse(List.of()));
        names.add(listensOn);
        this.slowestBody = slowestBody;
        this.checks = List.of(
                new RequestRates(new TokenBuckets(perSecond, atOnce, System::nanoTime), lock::isLocked),
                new OwnHosts(names),
                new KnownMethods(),
                new OwnPages(),
                new GraphQlRequests(),
                new TypedBodies(),
                new BodySizes(sandbox),
                new StrangersBodies(),
                new OpenDoors(hours::closed));
    }

    void register(@Observes Filters filters) {
        filters.register(this::look, BEFORE_ALL);
    }

    private void look(RoutingContext context) {
        context.addHeadersEndHandler(end -> dress(context));
        var head = head(context);
        checks.stream()
                .flatMap(check -> check.denialOf(head).stream())
                .findFirst()
                .ifPresentOrElse(denial -> refuse(context, denial), () -> goOn(context, head));
    }

    private void goOn(RoutingContext context, RequestHead head) {
        var network = ClientNetwork.of(head.client());
        long bytes = BodiesUnderWay.counted(head);
        var full = bytes == 0 ? Optional.<Denial>empty() : underWay.begin(network, bytes);
        if (full.isPresent()) {
            refuse(context, full.get());
            return;
        }
        if (bytes > 0) {
            var counted = new AtomicBoolean(true);
            context.addEndHandler(end -> {
                if (counted.getAndSet(false)) {
                    underWay.end(network, bytes);
                }
            });
        }
        if (!head.isRead() || head.hasBody()) {
            waitForBody(context, head);
        }
        if (StrangersBodies.isFor(head)) {
            readHere(context);
        } else {
            context.next();
        }
    }

    /** Whoever reads it later would hold a thread until the last byte; here nobody waits. */
    private static void readHere(RoutingContext context) {
        var body = context.request().body();
        context.request().resume();
        body.onSuccess(whole -> {
            ((RoutingContextInternal) context).setBody(whole);
            context.next();
        });
    }

    /** Whoever sends a body drop by drop holds a connection, and loses it, whether an answer was sent meanwhile or not. */
    private void waitForBody(RoutingContext context, RequestHead head) {
        var request = context.request();
        var slowest = StrangersBodies.isFor(head) ? min(SLOWEST_OF_STRANGERS, slowestBody) : slowestBody;
        long length = head.length().orElse(UNSTATED);
        long timer = context.vertx().setTimer(slowest.toMillis(), late -> {
            if (!isWhole(request, length)) {
                request.connection().close();
            }
        });
        context.addEndHandler(end -> {
            if (isWhole(request, length)) {
                context.vertx().cancelTimer(timer);
            }
        });
    }

    private static boolean isWhole(HttpServerRequest request, long length) {
        return length == UNSTATED ? request.isEnded() : request.bytesRead() >= length;
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static RequestHead head(RoutingContext context) {
        var request = context.request();
        var path = context.normalizedPath();
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        request.headers().forEach((name, value) -> headers.putIfAbsent(name, value));
        return new RequestHead(
                request.method().name(),
                path,
                Objects.toString(request.authority(), ""),
                request.isSSL(),
                request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress(),
                headers,
                RequestHead.isGraphQl(path) ? context.queryParams().getAll("query") : List.of());
    }

    private static void dress(RoutingContext context) {
        var response = context.response();
        var headers = response.headers();
        AnswerHeaders.fixed().forEach((name, value) -> headers.set(name, value));
        if (response.getStatusCode() == UNAVAILABLE && !headers.contains(HttpHeaders.RETRY_AFTER)) {
            headers.set(HttpHeaders.RETRY_AFTER, COME_AGAIN_SECONDS);
        }
        if (context.request().isSSL()) {
            headers.set("Strict-Transport-Security", "max-age=31536000");
        }
        headers.set("Content-Security-Policy", AnswerHeaders.contentSecurityPolicy(context.normalizedPath()));
        var type = Objects.toString(headers.get(HttpHeaders.CONTENT_TYPE), "");
        headers.set(HttpHeaders.CACHE_CONTROL, AnswerHeaders.cacheControl(response.getStatusCode(), type));
    }

    /** Its body, if there is one, is thrown away, so that the connection can go on. */
    private static void refuse(RoutingContext context, Denial denial) {
        context.request().resume();
        var response = context.response().setStatusCode(denial.status());
        denial.headers().forEach(response::putHeader);
        response.putHeader(HttpHeaders.CONTENT_TYPE, Problem.TYPE)
                .end(Json.encode(Problem.of(denial.status(), denial.problem()).members()));
    }
}
