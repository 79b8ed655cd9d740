package ems.processes.grid;

import java.net.URI;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ems.market.record.Validators;

/**
 * Which road-side units shall sign a grid's blocks.
 *
 * @param here how many sign in this process if none stand elsewhere; 0: nobody does
 * @param quorum how many must sign each block
 * @param addresses of those that stand elsewhere; empty: all sign in this process
 * @param leaving addresses of units that sign so far, and shall not any more
 * @param named their keys, where somebody ordered them; empty: as the units tell them
 */
public record UnitPlan(int here, int quorum, List<URI> addresses, List<URI> leaving, Optional<Validators> named) {

    /** Without any settings. */
    public static final int UNITS = 3;

    public static final int QUORUM = 2;

    private static final String COMMA = ",";
    private static final int LONGEST_ADDRESS = 190;

    public UnitPlan {
        addresses = List.copyOf(addresses);
        leaving = List.copyOf(leaving);
        if (new HashSet<>(addresses).size() < addresses.size()) {
            throw new IllegalArgumentException("an address of a road-side unit stands twice in " + text(addresses));
        }
    }

    /** As settings say it. */
    UnitPlan(int here, int quorum, List<URI> addresses, List<URI> leaving) {
        this(here, quorum, addresses, leaving, Optional.empty());
    }

    /**
     * @param what the setting or field that holds it, for the refusal
     * @throws IllegalArgumentException if no unit can be there
     */
    public static URI address(String what, String text) {
        try {
            var address = refuseUnlessOfTheWeb(what, URI.create(text));
            var port = address.getPort() < 0 ? "" : ":" + address.getPort();
            // one unit has one address
            return URI.create(address.getScheme() + "://" + address.getHost().toLowerCase(Locale.ROOT) + port);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    what + " names '" + text + "', which is no address like http://127.0.0.1:8090: set it right", e);
        }
    }

    private static URI refuseUnlessOfTheWeb(String what, URI address) {
        var scheme = address.getScheme();
        var path = address.getPath();
        if (address.getHost() == null
                || !("http".equals(scheme) || "https".equals(scheme))
                || !(path == null || path.isEmpty() || path.equals("/"))
                || address.getUserInfo() != null
                || address.getQuery() != null
                || address.getFragment() != null
                || address.toString().length() > LONGEST_ADDRESS
                || address.toString().contains(COMMA)) {
            throw new IllegalArgumentException(
                    what + " names '" + address + "', which is no address like http://127.0.0.1:8090: set it right");
        }
        return address;
    }

    /** The same, and units that an earlier plan had are asked as long as they sign. */
    UnitPlan after(UnitPlan earlier) {
        var others = Stream.of(leaving, earlier.addresses, earlier.leaving)
                .flatMap(List::stream)
                .filter(address -> !addresses.contains(address))
                .distinct()
                .toList();
        return new UnitPlan(here, quorum, addresses, others, named);
    }

    boolean isAllHere() {
        return addresses.isEmpty() && leaving.isEmpty();
    }

    /** Whether it is what there is without any settings. */
    boolean isUsual() {
        return here == UNITS && quorum == QUORUM && isAllHere();
    }

    /** One line, for comparing what settings said with what they say. */
    String text() {
        return "here " + here + " quorum " + quorum + " urls " + text(addresses) + " leaving " + text(leaving);
    }

    static String text(List<URI> addresses) {
        return addresses.stream().map(URI::toString).collect(Collectors.joining(COMMA));
    }

    static List<URI> parse(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(COMMA)).map(URI::create).toList();
    }
}
