package ems.console.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import jakarta.ws.rs.core.MediaType;

/** Pages that ship with this build and answer to more addresses than their file's own. */
public final class PageFile {

    public static final String TYPE = MediaType.TEXT_HTML + ";charset=UTF-8";

    private static final String FOLDER = "/META-INF/resources/";

    private PageFile() {}

    /** @param name below the folder of pages */
    public static byte[] read(String name) {
        try (var file = PageFile.class.getResourceAsStream(FOLDER + name)) {
            if (file == null) {
                throw new IllegalStateException(name + " does not ship with this build");
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
