package ems.study.scenario;

/**
 * What a kilowatt over ten seconds counts as.
 *
 * <p>Source: specification, section 10: the paper's tables are very likely 360 times too large.
 */
public enum EnergyScale {
    /** 1/360 kWh. */
    RIGHT(1),
    /** 1 kWh, as the paper's tables very likely do. */
    PAPER(360);

    private final int factor;

    EnergyScale(int factor) {
        this.factor = factor;
    }

    /** Every power of a prosumer is multiplied by this; batteries and driving stay as they are. */
    public int factor() {
        return factor;
    }

    public String word() {
        return this == RIGHT ? "right" : "paper";
    }

    /** Stands under every table. */
    public String sentence() {
        return this == RIGHT
                ? "Energy scale: right (1 kW for 10 s is 1/360 kWh)."
                : "Energy scale: paper (1 kW for 10 s is counted as 1 kWh: 360 times too much).";
    }
}
