package ems.ledger.chain;

import java.util.regex.Pattern;

import ems.ledger.tree.Sha256;

/** A published header: {@code height hash}. */
public record Anchor(long height, String hash) {

    private static final Pattern LINE = Pattern.compile("(0|[1-9][0-9]{0,17}) (" + Sha256.HEX + ")");

    public static Anchor parse(String line) {
        var fields = LINE.matcher(line);
        if (!fields.matches()) {
            throw new IllegalArgumentException("'" + line + "' is not an anchor 'height hash'");
        }
        return new Anchor(Long.parseLong(fields.group(1)), fields.group(2));
    }

    public String line() {
        return height + " " + hash;
    }
}
