package ems.ledger.unit;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import ems.market.party.GridId;

/**
 * How far a unit has come; as text a line {@code name value} for each.
 *
 * @param key its public key, as blocks name it
 * @param market key of the market that it follows; empty: it has taken no block yet
 * @param blocks number that it has taken
 * @param head hash of the last one, or what the first one has in its place
 * @param refusal why it refused the last block that it refused, in one line
 */
public record UnitStanding(
        GridId grid, String key, Optional<String> market, long blocks, String head, Optional<String> refusal) {

    private static final int MOST_CHARACTERS = 10_000;

    public String text() {
        return "grid " + grid + "\nkey " + key + "\nblocks " + blocks + "\nhead " + head + '\n'
                + market.map(known -> "market " + known + '\n').orElse("")
                + refusal.map(why -> "refused " + why.replaceAll("\\p{Cntrl}", "?") + '\n')
                        .orElse("");
    }

    /** @throws IllegalArgumentException if the text is not one that {@link #text} writes */
    public static UnitStanding parse(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("a unit's standing has more than " + MOST_CHARACTERS + " characters");
        }
        Map<String, String> values = new HashMap<>();
        text.lines().forEach(line -> {
            int blank = line.indexOf(' ');
            if (blank < 0 || values.put(line.substring(0, blank), line.substring(blank + 1)) != null) {
                throw new IllegalArgumentException("a unit's standing is not lines 'name value', each name once");
            }
        });
        return new UnitStanding(
                new GridId(value(values, "grid")),
                value(values, "key"),
                Optional.ofNullable(values.get("market")),
                Long.parseUnsignedLong(value(values, "blocks")),
                value(values, "head"),
                Optional.ofNullable(values.get("refused")));
    }

    private static String value(Map<String, String> values, String name) {
        var value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("a unit's standing has no line '" + name + "'");
        }
        return value;
    }
}
