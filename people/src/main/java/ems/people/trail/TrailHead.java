package ems.people.trail;

/**
 * The last line of the trail at some time. Who knows one from elsewhere sees whether the lines up to it are still the same.
 *
 * @param number 0: no line yet
 */
public record TrailHead(long number, String hash) {

    static final TrailHead NONE = new TrailHead(0, TrailLine.BEFORE_THE_FIRST);
}
