package ems.people.person;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import ems.market.party.GridId;
import ems.market.party.Party;

/**
 * A party that a person or a device may speak for: {@code demo/prosumer:L1}, or {@code prosumer:L1} for the party of that name in
 * each grid.
 *
 * @param grid empty: in each
 */
public record OwnParty(Optional<GridId> grid, Party party) {

    public static OwnParty parse(String text) {
        var stripped = text.strip();
        int slash = stripped.indexOf('/');
        return slash < 0
                ? new OwnParty(Optional.empty(), Party.parse(stripped))
                : new OwnParty(
                        Optional.of(new GridId(stripped.substring(0, slash))),
                        Party.parse(stripped.substring(slash + 1)));
    }

    /** @param text with commas between; blank: none */
    public static Set<OwnParty> parseAll(String text) {
        return text.isBlank()
                ? Set.of()
                : Arrays.stream(text.split(",")).map(OwnParty::parse).collect(Collectors.toUnmodifiableSet());
    }

    /** With commas between, always in the same order. */
    public static String textOf(Collection<OwnParty> parties) {
        return parties.stream().map(OwnParty::text).sorted().collect(Collectors.joining(","));
    }

    public boolean covers(GridId inGrid, Party asked) {
        return covers(new OwnParty(Optional.of(inGrid), asked));
    }

    /** Whether whoever speaks for this one speaks for the other: that of one grid never for all of its name. */
    public boolean covers(OwnParty other) {
        return party.equals(other.party) && (grid.isEmpty() || grid.equals(other.grid));
    }

    public String text() {
        return grid.map(in -> in.text() + '/').orElse("") + party.account();
    }
}
