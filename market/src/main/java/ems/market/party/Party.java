package ems.market.party;

/** Someone with an account in the market: {@code prosumer:L1} or {@code vehicle:EV1}. */
public sealed interface Party permits ProsumerId, VehicleId {

    String text();

    /** Name of the party's account, unique in its grid. */
    String account();

    static Party parse(String account) {
        int colon = account.indexOf(':');
        String role = colon < 0 ? "" : account.substring(0, colon);
        return switch (role) {
            case "prosumer" -> new ProsumerId(account.substring(colon + 1));
            case "vehicle" -> new VehicleId(account.substring(colon + 1));
            default ->
                throw new IllegalArgumentException(
                        "'" + account + "' is not an account like prosumer:L1 or vehicle:EV1");
        };
    }
}
