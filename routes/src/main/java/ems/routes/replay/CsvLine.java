package ems.routes.replay;

import org.jspecify.annotations.Nullable;

/**
 * One line of a file.
 *
 * @param number from 1, the header's
 * @param text without its line end; only the beginning if the line was too long
 * @param fault why it cannot be read; null if it can
 */
record CsvLine(long number, String text, @Nullable String fault) {

    boolean isBlank() {
        return fault == null && text.isBlank();
    }
}
