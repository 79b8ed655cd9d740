package ems.ledger.key;

import java.util.Base64;

/** Base64url without padding (RFC 7515, section 2), of which there is one text for the same bytes. */
public final class Base64Url {

    private static final Base64.Encoder WRITE = Base64.getUrlEncoder().withoutPadding();
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private Base64Url() {}

    public static String text(byte[] bytes) {
        return WRITE.encodeToString(bytes);
    }

    /**
     * @param what for the complaint
     * @throws IllegalArgumentException if the text has padding, a foreign character, or bits that no byte takes
     */
    public static byte[] bytes(String text, String what) {
        int unused = text.length() * 6 % 8;
        if (text.indexOf('=') >= 0 || unused == 6) {
            throw new IllegalArgumentException(what + " is not base64url without padding");
        }
        if (unused > 0 && (ALPHABET.indexOf(text.charAt(text.length() - 1)) & (1 << unused) - 1) != 0) {
            throw new IllegalArgumentException(what + " does not end as base64url does: its last bits are not zero");
        }
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(what + " is not base64url without padding", e);
        }
    }
}
