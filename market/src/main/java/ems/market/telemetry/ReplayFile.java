package ems.market.telemetry;

import java.nio.file.Path;

/**
 * A CSV file to read in, plain or gzipped ({@code .gz}).
 *
 * @param columns what its columns mean
 */
public record ReplayFile(Path file, ColumnMapping columns) {}
