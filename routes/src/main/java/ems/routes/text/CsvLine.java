package ems.routes.text;

import org.jspecify.annotations.Nullable;

/**
 * One line of a file.
 *
 * @param number from 1, the header's
 * @param text without its line end; only the beginning if the line was too long
 * @param fault why it cannot be read; null if it can
 */
public record CsvLine(long number, String text, @Nullable String fault) {

    public boolean isBlank() {
        return fault == null && text.isBlank();
    }
}
