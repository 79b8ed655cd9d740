package ems.ledger.token;

import java.nio.charset.StandardCharsets;

import ems.ledger.key.Base64Url;
import ems.ledger.key.Ed25519Key;
import ems.ledger.key.SigningKey;
import ems.market.party.Party;

/**
 * A signed text in three parts, {@code header.payload.signature} (RFC 7515, section 7.1), taken apart and not yet believed.
 * What the header says of an algorithm is not looked at here: the key that is asked decides.
 */
public final class CompactJws {

    private final String signed;
    private final byte[] header;
    private final byte[] payload;
    private final byte[] signature;

    private CompactJws(String signed, byte[] header, byte[] payload, byte[] signature) {
        this.signed = signed;
        this.header = header;
        this.payload = payload;
        this.signature = signature;
    }

    /** @throws IllegalArgumentException if the text is longer than this, or not three parts of base64url */
    public static CompactJws parse(String text, int mostCharacters) {
        if (text.length() > mostCharacters) {
            throw new IllegalArgumentException(
                    "a token of " + text.length() + " characters is longer than " + mostCharacters);
        }
        int first = text.indexOf('.');
        int last = text.lastIndexOf('.');
        if (first < 0 || first == last || text.indexOf('.', first + 1) != last) {
            throw new IllegalArgumentException("the token is not header.payload.signature");
        }
        return new CompactJws(
                text.substring(0, last),
                Base64Url.bytes(text.substring(0, first), "its header"),
                Base64Url.bytes(text.substring(first + 1, last), "its payload"),
                Base64Url.bytes(text.substring(last + 1), "its signature"));
    }

    /** @param header in base64url */
    static String sign(String header, byte[] payload, SigningKey key) {
        String signed = header + '.' + Base64Url.text(payload);
        return signed + '.' + Base64Url.text(key.sign(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Whether the key's owner signed it with Ed25519. */
    public boolean isSignedBy(Ed25519Key key) {
        return key.agrees(signed.getBytes(StandardCharsets.US_ASCII), signature);
    }

    /**
     * @param what such as {@code this bid}
     * @throws IllegalArgumentException if the key's owner did not sign it
     */
    void refuseUnlessSignedBy(Ed25519Key key, Party party, String what) {
        if (!isSignedBy(key)) {
            throw new IllegalArgumentException(
                    "the signature is not that of " + party.account() + "'s key over " + what);
        }
    }

    byte[] header() {
        return header;
    }

    byte[] payload() {
        return payload;
    }
}
