package ems.forecasting.round;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

import ems.forecasting.federation.Announcement;
import ems.market.record.TextHash;

/**
 * Who masks its update with whom. Its hash is part of each mask, so that of two who were shown different lists nothing adds up.
 *
 * @param into version of the global model that is merged
 * @param model hash of the one before, from which all have learnt
 * @param attempt 1, or 2: without those who did not send by the first
 * @param listed of different homes; in their order
 */
public record RoundList(int into, String model, int attempt, List<Listed> listed) {

    /** Fewest pairs elsewhere: the market knows those here, and of two each knows the other. */
    public static final int LEAST_ELSEWHERE = 3;

    public RoundList {
        listed = listed.stream().sorted(Comparator.comparing(Listed::home)).toList();
        if (listed.stream().map(Listed::home).distinct().count() < listed.size()) {
            throw new IllegalArgumentException("a home stands twice in the list of the round into version " + into);
        }
    }

    public List<Announcement> announced() {
        return listed.stream().map(Listed::announcement).toList();
    }

    public List<Listed> elsewhere() {
        return listed.stream().filter(each -> !each.here()).toList();
    }

    /** Whether nobody elsewhere is hidden by it. */
    public boolean isTooSmall() {
        return elsewhere().size() < LEAST_ELSEWHERE;
    }

    /** SHA-256 of version, hash, attempt, and of all where they are and what they signed, a line each: 64 hexadecimal digits. */
    public String hash() {
        var text = new StringBuilder().append(into).append('\n').append(model).append('\n');
        text.append(attempt).append('\n');
        listed.forEach(each -> text.append(each.here() ? "here " : "elsewhere ")
                .append(each.signed())
                .append('\n'));
        return TextHash.of(text.toString().getBytes(StandardCharsets.US_ASCII));
    }
}
