package ems.market.party;

import org.jspecify.annotations.Nullable;

import ems.market.text.SpelledText;

/** Someone with an account in the market: {@code prosumer:L1} or {@code vehicle:EV1}. */
public abstract sealed class Party permits ProsumerId, VehicleId {

    private final SpelledText text;
    private final SpelledText account;

    Party(String role, String text) {
        this.text = new SpelledText(text);
        this.account = new SpelledText(role + ':' + text);
    }

    public final String text() {
        return text.toString();
    }

    /** Name of the party's account, unique in its grid. */
    public final String account() {
        return account.toString();
    }

    /** The {@link #text}, for the lines of files. */
    public final SpelledText spelled() {
        return text;
    }

    /** The {@link #account}, for the lines of files. */
    public final SpelledText spelledAccount() {
        return account;
    }

    public static Party parse(String account) {
        int colon = account.indexOf(':');
        String role = colon < 0 ? "" : account.substring(0, colon);
        return switch (role) {
            case ProsumerId.ROLE -> new ProsumerId(account.substring(colon + 1));
            case VehicleId.ROLE -> new VehicleId(account.substring(colon + 1));
            default ->
                throw new IllegalArgumentException(
                        "'" + account + "' is not an account like prosumer:L1 or vehicle:EV1");
        };
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return this == other
                || other != null && getClass() == other.getClass() && text().equals(((Party) other).text());
    }

    @Override
    public final int hashCode() {
        return text().hashCode();
    }

    @Override
    public final String toString() {
        return text();
    }
}
