package ems.processes.guard;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A request must ask for a host that this market is: a foreign name whose address was changed to this machine's (DNS
 * rebinding) makes a stranger's page look like the market's own. The port is not looked at.
 */
final class OwnHosts implements EntryCheck {

    private static final List<String> LOOPBACK = List.of("127.0.0.1", "localhost", "[::1]");
    private static final Pattern NAME = Pattern.compile("[a-z0-9._-]+|\\[[0-9a-f:.]+]");
    private static final Pattern NAME_AND_PORT = Pattern.compile("(" + NAME + ")(:[0-9]*)?");

    private final Set<String> names = new TreeSet<>(LOOPBACK);

    /** @param more names or addresses, without scheme and port; an IPv6 address with or without brackets */
    OwnHosts(Collection<String> more) {
        more.forEach(name -> names.add(checked(name)));
    }

    private static String checked(String name) {
        var lower = name.strip().toLowerCase(Locale.ROOT);
        var bracketed = lower.contains(":") && !lower.startsWith("[") ? "[" + lower + "]" : lower;
        if (!NAME.matcher(bracketed).matches()) {
            throw new IllegalArgumentException(
                    "ems.hosts: '" + name + "' is no host: write a name or an address without scheme and port, such as"
                            + " market.example or 192.0.2.7");
        }
        return bracketed;
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
        return parts.matches() && names.contains(parts.group(1));
    }

    private String known() {
        return String.join(", ", names);
    }
}
