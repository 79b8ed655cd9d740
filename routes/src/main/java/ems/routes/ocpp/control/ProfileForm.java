package ems.routes.ocpp.control;

import java.util.List;

/**
 * How a limit of 1.6 or 2.0.1 is written. Stations take some forms and refuse others, so they are tried one after the other: watts before
 * amperes, and an absolute time, after which the limit ends by itself, before a relative one, which holds until it is taken back.
 */
enum ProfileForm {
    WATTS("W", true),
    AMPERES("A", true),
    RELATIVE_WATTS("W", false),
    RELATIVE_AMPERES("A", false);

    static final List<ProfileForm> IN_ORDER = List.of(values());

    private final String unit;
    private final boolean absolute;

    ProfileForm(String unit, boolean absolute) {
        this.unit = unit;
        this.absolute = absolute;
    }

    String unit() {
        return unit;
    }

    boolean isAbsolute() {
        return absolute;
    }
}
