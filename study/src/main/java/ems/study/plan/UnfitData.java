package ems.study.plan;

/** Data and scenario do not fit each other; the message has a line for each reason. */
public final class UnfitData extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    UnfitData(String message) {
        super(message);
    }
}
