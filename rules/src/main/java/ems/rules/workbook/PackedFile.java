package ems.rules.workbook;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Optional;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** A spreadsheet's file is a zip of some files of XML: whether it is one, and unpacks to a bearable size. */
final class PackedFile {

    private static final int MAX_BYTES = 2_000_000;
    private static final int MAX_UNPACKED = 30_000_000;
    private static final int MAX_FILES = 300;
    private static final int BUFFER = 8_192;

    private PackedFile() {}

    /** Read by its directory, as who reads the cells does. */
    static Optional<String> refusal(byte[] file) {
        if (file.length > MAX_BYTES) {
            return Optional.of("it has " + file.length + " bytes, more than " + MAX_BYTES);
        }
        if (startsWith(file, 0xd0, 0xcf)) {
            return Optional.of(
                    "it is an .xls file of old, or one with a password: save it as .xlsx, without a password");
        }
        if (!startsWith(file, 'P', 'K')) {
            return Optional.of("it is no .xlsx file");
        }
        try (var zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(file))
                .get()) {
            return refusal(zip);
        } catch (IOException | RuntimeException e) {
            return Optional.of("it is cut off or damaged: save it again");
        }
    }

    private static Optional<String> refusal(ZipFile zip) throws IOException {
        var entries = Collections.list(zip.getEntries());
        if (entries.stream().anyMatch(entry -> entry.getName().equals("content.xml"))) {
            return Optional.of("it is an .ods file: save it as .xlsx");
        }
        if (entries.size() > MAX_FILES) {
            return Optional.of("it holds " + entries.size() + " files, more than " + MAX_FILES);
        }
        long unpacked = 0;
        byte[] buffer = new byte[BUFFER];
        for (ZipArchiveEntry entry : entries) {
            try (InputStream content = zip.getInputStream(entry)) {
                for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                    unpacked += read;
                    if (unpacked > MAX_UNPACKED) {
                        return Optional.of("it unpacks to more than " + MAX_UNPACKED + " bytes");
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean startsWith(byte[] file, int first, int second) {
        return file.length > 1 && (file[0] & 0xff) == first && (file[1] & 0xff) == second;
    }
}
