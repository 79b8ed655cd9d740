package ems.processes.guard;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import io.netty.util.NetUtil;

/**
 * A request must ask for a host that this market is: a foreign name whose address was changed to this machine's (DNS
 * rebinding) makes a stranger's page look like the market's own. The port is not looked at.
 */
final class OwnHosts implements EntryCheck {

    private static final List<String> LOOPBACK = List.of("127.0.0.1", "localhost", "[::1]");
    private static final Pattern NAME = Pattern.compile("[a-z0-9._-]+|\\[[0-9a-f:.]+]");
    private static final String ANY_NAME = "*.";
    private static final Pattern NAME_AND_PORT = Pattern.compile("(" + NAME + ")(:[0-9]*)?");

    private final Set<String> names =
            new TreeSet<>(LOOPBACK.stream().map(OwnHosts::inOneWay).toList());

    /**
     * @param more names or addresses, without scheme and port; an IPv6 address with or without brackets; {@code *.} in front of a name
     *     stands for one more part of it
     */
    OwnHosts(Collection<String> more) {
        more.forEach(name -> names.add(checked(name)));
    }

    private static String checked(String name) {
        var lower = name.strip().toLowerCase(Locale.ROOT);
        var bracketed = lower.contains(":") && !lower.startsWith("[") ? "[" + lower + "]" : lower;
        var certain = bracketed.startsWith(ANY_NAME) ? bracketed.substring(ANY_NAME.length()) : bracketed;
        if (!NAME.matcher(certain).matches()) {
            throw new IllegalArgumentException(
                    "ems.hosts: '" + name + "' is no host: write a name or an address without scheme and port, such as"
                            + " market.example or 192.0.2.7");
        }
        return inOneWay(bracketed);
    }

    /** An IPv6 address may be written in many ways. */
    private static String inOneWay(String host) {
        if (!host.startsWith("[") || !host.contains(":")) { // without a colon it would be looked up as a name
            return host;
        }
        try {
            return "[" + NetUtil.toAddressString(InetAddress.getByName(host.substring(1, host.length() - 1))) + "]";
        } catch (UnknownHostException noAddress) {
            return host;
        }
    }

    @Override
    public Optional<Denial> denialOf(RequestHead head) {
        if (head.host().isEmpty()) {
            return Optional.of(Denial.misdirected("The request names no host; ask for one of " + known() + "."));
        }
        return isOwn(head.host())
                ? Optional.empty()
                : Optional.of(Denial.misdirected("This market is not '" + Denial.shortened(head.host())
                        + "'; ask for one of " + known() + ", or add the name to the setting ems.hosts."));
    }

    private boolean isOwn(String authority) {
        var parts = NAME_AND_PORT.matcher(authority.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            return false;
        }
        var host = inOneWay(parts.group(1));
        int dot = host.indexOf('.');
        return names.contains(host)
                || dot > 0 && !host.startsWith("[") && names.contains(ANY_NAME + host.substring(dot + 1));
    }

    private String known() {
        return String.join(", ", names);
    }
}
