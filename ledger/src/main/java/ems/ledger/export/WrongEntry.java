package ems.ledger.export;

/**
 * The first place where something does not follow, or where this build cannot read on.
 *
 * @param grid as the block says, empty if it cannot be read
 * @param block its place in the file, which is the height it should have
 * @param entry number from 1; 0 for the block's own line
 * @param line what stands there
 * @param unknown whether nothing is wrong with it but that this build does not know it, and a later one may
 */
public record WrongEntry(String grid, long block, int entry, String line, String why, boolean unknown) {

    public WrongEntry(String grid, long block, int entry, String line, String why) {
        this(grid, block, entry, line, why, false);
    }

    @Override
    public String toString() {
        return (unknown ? "not verified, first unknown entry: grid " : "first wrong entry: grid ") + grid + ", block "
                + block + ", " + (entry == 0 ? "the block itself" : "entry " + entry) + ", '" + printable(line) + "': "
                + why;
    }

    /** A changed file may hold anything, also what a terminal obeys. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
