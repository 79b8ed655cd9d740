package ems.ledger.door;

/** A refusal's reason as an entry may hold it: whoever sent what was refused may have put anything in. */
final class RefusalText {

    private static final int LONGEST = 300;

    private RefusalText() {}

    static String sound(String reason) {
        String sound = reason.replaceAll("[|\\p{Cntrl}\\u2028\\u2029]", "?");
        return sound.substring(0, Math.min(sound.length(), LONGEST));
    }
}
