package ems.study.audit;

/**
 * The first place where a study's folder is not what its ledgers give.
 *
 * @param file path in the folder, with slashes
 * @param place row and column, or line; empty: the whole file
 * @param what in words
 */
public record Difference(String file, String place, String what) {

    @Override
    public String toString() {
        return file + (place.isEmpty() ? "" : ", " + place) + ": " + what;
    }
}
