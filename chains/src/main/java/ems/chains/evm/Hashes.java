package ems.chains.evm;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import ems.market.party.GridId;

/** Hashes as contracts take them: 32 bytes. */
final class Hashes {

    private static final HexFormat HEX = HexFormat.of();

    private Hashes() {}

    /** A grid's name on the chain: the SHA-256 of its id in UTF-8. */
    static byte[] of(GridId grid) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(grid.text().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /** @param hex 64 lower-case digits */
    static byte[] parse(String what, String hex) {
        if (hex == null || !hex.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(what + " '" + hex + "' is not 64 hex digits, lower case");
        }
        return HEX.parseHex(hex);
    }
}
