package ems.market.record;

/**
 * The last line of the trail of what people did, as the period began. Each line carries the hash of the line before: whoever
 * changes a line up to this one later has a trail that disagrees with the ledger. Recorded when the trail has grown since the
 * last time.
 *
 * @param number of the line, 1 or more
 * @param hash of the line, SHA-256, 64 hexadecimal digits
 */
public record TrailSeal(long number, String hash) implements Entry {

    public TrailSeal {
        if (number < 1) {
            throw new IllegalArgumentException("line " + number + " of the trail: the first one is 1");
        }
        ModelUpdate.requireHash(hash);
    }

    public static TrailSeal readFrom(EntryReader line) {
        return new TrailSeal(line.number(), line.text());
    }

    @Override
    public EntryKind kind() {
        return EntryKind.TRAIL_SEAL;
    }

    @Override
    public void writeTo(EntryWriter line) {
        line.number(number).text(hash);
    }
}
