package ems.market.record;

/** Where energy goes, seen from the EV: stored from the prosumer, or released to it. */
public enum Flow {
    STORED,
    RELEASED
}
