package ems.processes.guard;

import java.util.Optional;

/**
 * A request that a page made must come from a page of the market. Browsers say where a request comes from, in Fetch Metadata
 * ({@code Sec-Fetch-*}) or, older ones and those that see no secure address, in {@code Origin}; scripts cannot change either. A
 * request without both is a program's, which no page steers.
 *
 * <p>A link on another page may be followed, but not to GraphQL: its GET can do what its POST does.
 */
final class OwnPages implements EntryCheck {

    @Override
    public Optional<Denial> denialOf(RequestHead head) {
        var site = head.header("Sec-Fetch-Site");
        var origin = head.header("Origin");
        if (site.isPresent()) {
            return site.filter(from -> !mayComeFrom(from, head))
                    .map(from -> denial(
                            head, origin.map(OwnPages::quoted).orElse("what the browser calls " + quoted(from))));
        }
        return origin.filter(from -> !from.equals(head.origin())).map(from -> denial(head, quoted(from)));
    }

    private static boolean mayComeFrom(String site, RequestHead head) {
        return switch (site) {
            case "same-origin" -> true;
            case "none" -> onlyReads(head); // the address bar, a bookmark
            default -> onlyReads(head) && isLink(head);
        };
    }

    private static boolean onlyReads(RequestHead head) {
        return head.isRead() && !head.isGraphQl();
    }

    /** Not an image, a script or a frame of the other page. */
    private static boolean isLink(RequestHead head) {
        return head.header("Sec-Fetch-Mode").filter("navigate"::equals).isPresent()
                && head.header("Sec-Fetch-Dest").filter("document"::equals).isPresent();
    }

    private static String quoted(String value) {
        return "'" + Denial.shortened(value) + "'";
    }

    private static Denial denial(RequestHead head, String from) {
        return Denial.forbidden(head.asked() + " came from " + from
                + ", and only the market's own pages may ask for it; open " + head.origin()
                + "/ and go on from there, or send it from a program.");
    }
}
