package ems.processes.guard;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Headers of every answer, whoever makes it: what a browser may do with it, and how long it may keep it. */
final class AnswerHeaders {

    private static final List<String> TOOLS = List.of("/q/graphql-ui", "/q/swagger-ui");
    private static final String POLICY = policy("'self'", "'self'", "'self'");
    /** The tools' pages have scripts and styles inside, and a font. */
    private static final String TOOLS_POLICY =
            policy("'self' 'unsafe-inline'", "'self' 'unsafe-inline'", "'self' data:");

    private static final Map<String, String> OF_EVERY_ANSWER = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");

    private static final int NOT_MODIFIED = 304;
    private static final Set<String> OF_PAGES =
            Set.of("text/html", "text/css", "text/javascript", "application/javascript");

    private AnswerHeaders() {}

    static Map<String, String> fixed() {
        return OF_EVERY_ANSWER;
    }

    /** What a page may load, and who may frame it: nobody. */
    static String contentSecurityPolicy(String path) {
        boolean tool = TOOLS.stream().anyMatch(root -> path.equals(root) || path.startsWith(root + "/"));
        return tool ? TOOLS_POLICY : POLICY;
    }

    /**
     * A browser asks again for pages and what they are made of, so that it shows the new ones after an upgrade; it keeps
     * nothing else.
     *
     * @param contentType empty if the answer has none
     */
    static String cacheControl(int status, String contentType) {
        var type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        boolean page = OF_PAGES.contains(type) || type.startsWith("image/") || type.startsWith("font/");
        return page || status == NOT_MODIFIED ? "no-cache" : "no-store";
    }

    private static String policy(String scripts, String styles, String fonts) {
        return "default-src 'none'; script-src " + scripts + "; style-src " + styles
                + "; img-src 'self' data:; font-src "
                + fonts + "; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; "
                + "frame-ancestors 'none'";
    }
}
