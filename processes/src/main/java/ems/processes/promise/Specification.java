package ems.processes.promise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder of features that came with this build. */
final class Specification {

    private static final String ENDING = ".feature";
    /** A folder, a file, or a scenario as {@code file:line}. */
    private static final Pattern PLACE =
            Pattern.compile("(?:[a-z0-9][a-z0-9-]*(?:/[a-z0-9][a-z0-9-]*)*(?:\\.feature(?::[0-9]{1,6})?)?)?");

    private final Path folder;

    Specification(Path folder) {
        this.folder = folder;
    }

    boolean exists() {
        return Files.isDirectory(folder);
    }

    /** All of them, by their path. */
    List<Feature> features(Map<String, List<Feature.TableRow>> rowsBySentence) {
        var reader = new FeatureReader(rowsBySentence);
        List<Feature> features = new ArrayList<>();
        try {
            for (Path file : files()) {
                features.add(reader.read(file, path(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the features in " + folder + " cannot be read", e);
        }
        return features;
    }

    private List<Path> files() throws IOException {
        if (!exists()) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        }
    }

    private String path(Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    /**
     * Lines of what is played at a place, by the feature's path.
     *
     * @param place a folder, a file, a scenario as {@code file:line}, or empty for all
     * @throws IllegalArgumentException if nothing is there
     */
    static List<String> playedAt(List<Feature> features, String place) {
        if (!PLACE.matcher(place).matches()) {
            throw new IllegalArgumentException(
                    "'" + place + "' is no place in the features: write a folder like pricing, a file"
                            + " like pricing/energy-prices.feature, or a scenario like pricing/energy-prices.feature:10");
        }
        var played = features.stream()
                .flatMap(feature -> feature.scenarios()
                        .flatMap(scenario -> scenario.played()
                                .filter(line -> isAt(place, feature.path(), scenario.line(), line))
                                .map(line -> feature.path() + ":" + line)))
                .toList();
        if (played.isEmpty()) {
            throw new IllegalArgumentException("there is no scenario at '" + place + "' in the features");
        }
        return played;
    }

    private static boolean isAt(String place, String path, int scenario, int line) {
        return place.isEmpty()
                || path.startsWith(place + "/")
                || path.equals(place)
                || place.equals(path + ":" + scenario)
                || place.equals(path + ":" + line);
    }
}
