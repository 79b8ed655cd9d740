package ems.market.record;

/** A line with a kind, a word or a field that this build does not know: a later build wrote it, or somebody changed it. */
public final class UnknownEntry extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    UnknownEntry(String why) {
        super(why);
    }
}
