package ems.people.trail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * One act, chained to the one before.
 *
 * @param number 1, 2, 3, ...
 * @param at to a millisecond
 * @param previous hash of the line before, 64 hex digits; zeros for the first
 * @param hash SHA-256 of the rest, each followed by a line feed: number, instant, who, did, what, reason, previous
 */
public record TrailLine(long number, Instant at, Act act, String previous, String hash) {

    static final String BEFORE_THE_FIRST = "0".repeat(64);

    static TrailLine after(TrailHead head, Instant at, Act act) {
        long number = head.number() + 1;
        return new TrailLine(number, at, act, head.hash(), hash(number, at, act, head.hash()));
    }

    /** Whether the hash is that of what the line says. */
    boolean isWhole() {
        return hash.equals(hash(number, at, act, previous));
    }

    TrailHead head() {
        return new TrailHead(number, hash);
    }

    private static String hash(long number, Instant at, Act act, String previous) {
        var text = new StringBuilder();
        text.append(number).append('\n').append(at).append('\n');
        text.append(act.person()).append('\n').append(act.did()).append('\n');
        text.append(act.what()).append('\n').append(act.reason()).append('\n');
        text.append(previous).append('\n');
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
