package ems.processes.promise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.cucumber.gherkin.GherkinParser;
import io.cucumber.messages.types.Background;
import io.cucumber.messages.types.Envelope;
import io.cucumber.messages.types.FeatureChild;
import io.cucumber.messages.types.RuleChild;
import io.cucumber.messages.types.TableCell;

import ems.processes.promise.Feature.ExampleRow;
import ems.processes.promise.Feature.Examples;
import ems.processes.promise.Feature.Promise;
import ems.processes.promise.Feature.Scenario;
import ems.processes.promise.Feature.Step;
import ems.processes.promise.Feature.TableRow;

/** Reads feature files with the parser that plays them. */
final class FeatureReader {

    private static final GherkinParser PARSER = GherkinParser.builder()
            .includeSource(false)
            .includePickles(false)
            .includeGherkinDocument(true)
            .build();

    private final Map<String, List<TableRow>> rowsBySentence;

    /** @param rowsBySentence which rows of the decision tables say a sentence */
    FeatureReader(Map<String, List<TableRow>> rowsBySentence) {
        this.rowsBySentence = rowsBySentence;
    }

    /**
     * @param path inside the specification
     * @throws IllegalArgumentException if it is no feature: with the place and why
     */
    Feature read(Path file, String path) throws IOException {
        List<Envelope> said = PARSER.parse(path, Files.readAllBytes(file)).toList();
        said.stream()
                .flatMap(envelope -> envelope.getParseError().stream())
                .findFirst()
                .ifPresent(error -> {
                    throw new IllegalArgumentException(path + " is no feature: " + error.getMessage());
                });
        var feature = said.stream()
                .flatMap(envelope -> envelope.getGherkinDocument().stream())
                .flatMap(document -> document.getFeature().stream())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(path + " is empty: it holds no feature"));
        int slash = path.lastIndexOf('/');
        return new Feature(
                path,
                slash < 0 ? "" : path.substring(0, slash),
                feature.getName(),
                paragraph(feature.getDescription()),
                background(feature.getChildren().stream().flatMap(child -> child.getBackground().stream())),
                promises(feature));
    }

    private List<Promise> promises(io.cucumber.messages.types.Feature feature) {
        List<Promise> promises = new ArrayList<>();
        var loose = feature.getChildren().stream()
                .flatMap(child -> child.getScenario().stream())
                .map(FeatureReader::scenario)
                .toList();
        if (!loose.isEmpty()) {
            promises.add(new Promise("", "", line(feature.getLocation()), List.of(), List.of(), loose));
        }
        feature.getChildren().stream()
                .map(FeatureChild::getRule)
                .flatMap(rule -> rule.stream())
                .map(this::promise)
                .forEach(promises::add);
        return promises;
    }

    private Promise promise(io.cucumber.messages.types.Rule rule) {
        return new Promise(
                rule.getName(),
                paragraph(rule.getDescription()),
                line(rule.getLocation()),
                rowsBySentence.getOrDefault(rule.getName(), List.of()),
                background(rule.getChildren().stream().flatMap(child -> child.getBackground().stream())),
                rule.getChildren().stream()
                        .map(RuleChild::getScenario)
                        .flatMap(scenario -> scenario.stream())
                        .map(FeatureReader::scenario)
                        .toList());
    }

    private static List<Step> background(Stream<Background> backgrounds) {
        return backgrounds
                .flatMap(background -> background.getSteps().stream())
                .map(FeatureReader::step)
                .toList();
    }

    private static Scenario scenario(io.cucumber.messages.types.Scenario scenario) {
        return new Scenario(
                scenario.getName(),
                paragraph(scenario.getDescription()),
                line(scenario.getLocation()),
                scenario.getSteps().stream().map(FeatureReader::step).toList(),
                scenario.getExamples().stream().map(FeatureReader::examples).toList());
    }

    private static Step step(io.cucumber.messages.types.Step step) {
        return new Step(
                step.getKeyword().strip(),
                step.getText(),
                step.getDataTable()
                        .map(table -> table.getRows().stream()
                                .map(FeatureReader::cells)
                                .toList())
                        .orElse(List.of()),
                step.getDocString().map(quoted -> quoted.getContent()).orElse(""));
    }

    private static Examples examples(io.cucumber.messages.types.Examples examples) {
        return new Examples(
                examples.getName(),
                line(examples.getLocation()),
                examples.getTableHeader().map(FeatureReader::cells).orElse(List.of()),
                examples.getTableBody().stream()
                        .map(row -> new ExampleRow(line(row.getLocation()), cells(row)))
                        .toList());
    }

    private static List<String> cells(io.cucumber.messages.types.TableRow row) {
        return row.getCells().stream().map(TableCell::getValue).toList();
    }

    private static int line(io.cucumber.messages.types.Location location) {
        return Math.toIntExact(location.getLine());
    }

    private static String paragraph(String written) {
        return written.lines()
                .map(String::strip)
                .collect(Collectors.joining("\n"))
                .strip();
    }
}
