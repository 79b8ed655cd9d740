package ems.forecasting.benchmark;

import java.util.Locale;

/** What is timed. */
enum Task {
    STEP("training step, 32 windows"),
    ONE("inference, 1 window"),
    THOUSAND("inference, 1,000 windows"),
    /** Ours alone: one step of each model after the other. */
    MODELS("training step, 1,000 models in turn"),
    /** Ours alone, with vectors: one multiply-add of one lane. */
    PEAK("fused multiply-add");

    private final String meaning;

    Task(String meaning) {
        this.meaning = meaning;
    }

    /** As the processes are asked for it. */
    String question() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isOursAlone() {
        return this == MODELS || this == PEAK;
    }

    @Override
    public String toString() {
        return meaning;
    }
}
