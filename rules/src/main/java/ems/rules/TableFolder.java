package ems.rules;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The folder where analysts save the three tables. */
record TableFolder(Path folder) {

    /** More than a table may have, so that its check sees that it is too large, yet never a whole disk. */
    private static final int MOST_BYTES_READ = 1_000_001;

    /** What can be seen of a file without reading it. */
    record Stamp(String modified, long size, Object file) {

        private static final Stamp MISSING = new Stamp("", -1, "");
    }

    List<Stamp> stamps() throws IOException {
        List<Stamp> stamps = new ArrayList<>(RuleTables.FILES.size());
        for (String file : RuleTables.FILES) {
            stamps.add(stamp(folder.resolve(file)));
        }
        return stamps;
    }

    /** Bytes by file name; a missing file is left out. */
    Map<String, byte[]> contents() throws IOException {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        for (String file : RuleTables.FILES) {
            try (InputStream in = Files.newInputStream(folder.resolve(file))) {
                contents.put(file, in.readNBytes(MOST_BYTES_READ));
            } catch (NoSuchFileException missing) {
                continue;
            }
        }
        return contents;
    }

    private static Stamp stamp(Path file) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Stamp.MISSING;
        }
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(
                    attributes.lastModifiedTime().toString(), attributes.size(), String.valueOf(attributes.fileKey()));
        } catch (NoSuchFileException gone) {
            return Stamp.MISSING;
        }
    }
}
