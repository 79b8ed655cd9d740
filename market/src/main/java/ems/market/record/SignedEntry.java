package ems.market.record;

import ems.market.party.Party;

/** What a party signed itself, with the text exactly as it arrived, so that anyone checks it again. */
public sealed interface SignedEntry permits SignedBid, SignedForecast, ExchangeStatement {

    /** Characters of a token, at most. */
    int MOST_CHARACTERS = 1_024;

    Party party();

    /** A compact JWS. */
    String token();

    /** @throws IllegalArgumentException if a text cannot be a compact JWS */
    static void refuseUnlessToken(String token) {
        if (token.isEmpty() || token.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException(
                    "a token of " + token.length() + " characters is outside [1, " + MOST_CHARACTERS + "]");
        }
        for (int i = 0; i < token.length(); i++) {
            if (!isOfATokens(token.charAt(i))) {
                throw new IllegalArgumentException("character " + i + " of a token is none of A-Z a-z 0-9 - _ .");
            }
        }
    }

    private static boolean isOfATokens(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.';
    }
}
