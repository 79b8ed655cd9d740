package ems.processes.promise;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import ems.processes.job.BackgroundJobs;
import ems.processes.job.Job;
import ems.processes.job.JobTable;
import ems.processes.promise.PromiseResults.Last;
import ems.rules.draft.DraftEvidence;
import ems.rules.draft.DraftEvidence.Broken;

/** How the promises ended against some tables, in short. */
@Singleton
public class PromisesPlayed {

    private final FeaturesHome home;
    private final PromiseResults results;
    private final BackgroundJobs jobs;

    public PromisesPlayed(
            JobTable table, BackgroundJobs jobs, @ConfigProperty(name = "ems.home", defaultValue = ".") Path home) {
        this.home = new FeaturesHome(home.toAbsolutePath().normalize());
        this.results = new PromiseResults(table, this.home);
        this.jobs = jobs;
    }

    /**
     * The last outcome of each scenario that this build played against exactly these tables; empty: none.
     *
     * @param hash of what the tables say
     */
    public Optional<DraftEvidence.Promises> against(String hash) {
        Map<String, Last> played = results.playedHere(hash);
        if (played.isEmpty()) {
            return Optional.empty();
        }
        List<Feature> features = new Specification(home.specification()).features(Map.of());
        var names = names(features);
        return Optional.of(new DraftEvidence.Promises(
                played.values().stream().map(Last::at).max(Instant::compareTo).orElseThrow(),
                played.size(),
                names.size(),
                played.entrySet().stream()
                        .filter(last -> !last.getValue().outcome().kept())
                        .map(last -> new Broken(last.getKey(), names.getOrDefault(last.getKey(), last.getKey())))
                        .sorted(Comparator.comparing(Broken::place))
                        .toList()));
    }

    /** Those that are being played against exactly these tables, or wait for their turn. */
    public List<Job> underWay(String hash) {
        var build = home.build();
        return jobs.underWay(key -> PromiseResults.isOf(key, hash, build));
    }

    /** Names of scenarios by the place of what is played. */
    private static Map<String, String> names(List<Feature> features) {
        Map<String, String> names = new HashMap<>();
        for (Feature feature : features) {
            feature.scenarios()
                    .forEach(scenario ->
                            scenario.played().forEach(line -> names.put(feature.path() + ":" + line, scenario.name())));
        }
        return names;
    }
}
