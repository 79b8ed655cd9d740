package ems.rules.engine;

/** A question as rules see it: numbers and words to compare. */
public abstract class Fact {

    private final int number;

    Fact(int number) {
        this.number = number;
    }

    /** Place of the question among those asked together, from 0. */
    int number() {
        return number;
    }

    /** The values in words, for the reason when no row fits. */
    abstract String inWords();
}
