package ems.ledger.export;

/**
 * The first place where something does not follow.
 *
 * @param grid as the block says, empty if it cannot be read
 * @param block its place in the file, which is the height it should have
 * @param entry number from 1; 0 for the block's own line
 * @param line what stands there
 */
public record WrongEntry(String grid, long block, int entry, String line, String why) {

    @Override
    public String toString() {
        return "first wrong entry: grid " + grid + ", block " + block + ", "
                + (entry == 0 ? "the block itself" : "entry " + entry) + ", '" + printable(line) + "': " + why;
    }

    /** A changed file may hold anything, also what a terminal obeys. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
