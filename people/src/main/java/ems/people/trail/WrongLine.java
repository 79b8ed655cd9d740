package ems.people.trail;

/**
 * The first line of the trail that is not as it was written.
 *
 * @param number of the line
 * @param why in a sentence
 */
public record WrongLine(long number, String why) {}
