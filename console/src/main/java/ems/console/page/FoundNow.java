package ems.console.page;

/**
 * How many rows the reader's choice finds, of which the lists hold the first.
 *
 * @param find part of a party's name that was looked for; empty: all parties
 * @param matches pairs of which a party has that name
 * @param prosumersAlone those without a pair
 * @param vehiclesAlone those without a pair
 */
public record FoundNow(String find, int matches, int prosumersAlone, int vehiclesAlone, int rejections) {}
