package ems.processes.promise;

import java.util.List;
import java.util.stream.Stream;

/**
 * One feature file, as a person reads it.
 *
 * @param path inside the specification: {@code pricing/energy-prices.feature}
 * @param folder what it is about: {@code pricing}
 * @param background steps before each scenario
 * @param promises in the order of the file; scenarios that stand under no rule come first, as one without a name
 */
public record Feature(
        String path, String folder, String name, String description, List<Step> background, List<Promise> promises) {

    /**
     * A rule of a feature.
     *
     * @param line in the file, from 1
     * @param rows of decision tables that say the same sentence
     */
    public record Promise(
            String name,
            String description,
            int line,
            List<TableRow> rows,
            List<Step> background,
            List<Scenario> scenarios) {}

    /**
     * A row of a decision table.
     *
     * @param row as a spreadsheet numbers it, from 1
     */
    public record TableRow(String table, int row) {}

    /** @param examples empty for a scenario that is played once */
    public record Scenario(String name, String description, int line, List<Step> steps, List<Examples> examples) {

        /** Lines of what is played: the scenario's, or one for each row of its examples. */
        Stream<Integer> played() {
            return examples.isEmpty()
                    ? Stream.of(line)
                    : examples.stream().flatMap(some -> some.rows().stream()).map(ExampleRow::line);
        }
    }

    /**
     * One step.
     *
     * @param table rows of cells below it
     * @param text quoted below it; empty if nothing is
     */
    public record Step(String keyword, String words, List<List<String>> table, String text) {}

    /** Values for the names in a scenario's words. */
    public record Examples(String name, int line, List<String> heads, List<ExampleRow> rows) {}

    /** @param line in the file: it names what is played with these values */
    public record ExampleRow(int line, List<String> cells) {}

    Stream<Scenario> scenarios() {
        return promises.stream().flatMap(promise -> promise.scenarios().stream());
    }
}
