package ems.market.record;

/** One fact of a period, as it is journalled, hashed and exported: {@code kind|field|field...}. */
public interface Entry {

    String kind();

    /** Writes the fields in the order in which the entry's reader takes them. */
    void writeTo(EntryWriter line);

    /** The line, without its end. */
    default String text() {
        var line = new EntryWriter(kind());
        writeTo(line);
        return line.toString();
    }
}
