package ems.processes.login;

import java.util.Optional;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;

import ems.people.secret.Secret;

/**
 * The cookie of a session: no script reads it, and no other site's page sends it. Over TLS its name begins with {@code __Host-}, so
 * that a browser takes it from this very host alone.
 */
final class SessionCookie {

    private static final String ENCRYPTED = "__Host-ems";
    private static final String PLAIN = "ems-plain";

    private SessionCookie() {}

    static Optional<Secret> in(HttpServerRequest request) {
        return Optional.ofNullable(request.getCookie(name(request)))
                .map(Cookie::getValue)
                .filter(value -> !value.isEmpty())
                .map(Secret::new);
    }

    /** Until the browser is closed, or the session ends. */
    static void set(HttpServerRequest request, Secret secret) {
        request.response().addCookie(cookie(request, secret.text()));
    }

    static void forget(HttpServerRequest request) {
        request.response().addCookie(cookie(request, "").setMaxAge(0));
    }

    private static Cookie cookie(HttpServerRequest request, String value) {
        return Cookie.cookie(name(request), value)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(request.isSSL())
                .setSameSite(CookieSameSite.STRICT);
    }

    private static String name(HttpServerRequest request) {
        return request.isSSL() ? ENCRYPTED : PLAIN;
    }
}
