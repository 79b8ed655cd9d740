package ems.routes.telemetry;

/** Foreign text inside a sentence of ours: in quotes, at most 60 characters, without control characters. */
public final class QuotedText {

    private static final int KEPT = 60;

    private QuotedText() {}

    public static String of(String foreign) {
        var shortened = foreign.length() <= KEPT ? foreign : foreign.substring(0, KEPT) + "...";
        return "'" + shortened.replaceAll("\\p{Cntrl}", "?") + "'";
    }
}
