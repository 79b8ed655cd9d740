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

    static long yesOrNo(boolean yes) {
        return yes ? 0 : 1;
    }

    /** What the conditions compare, in the order of the table's columns; a word by its place among the column's words. */
    abstract long[] values();

    /** The values in words, for the reason when no row fits. */
    abstract String inWords();
}
