package ems.study.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ems.market.party.PeriodKey;
import ems.study.host.StudyHost;
import ems.study.output.OutputFolder;
import ems.study.plan.InputPreparation;
import ems.study.plan.Inputs;
import ems.study.plan.Outputs;
import ems.study.plan.StudyRun;
import ems.study.result.Results;
import ems.study.result.RunBook;
import ems.study.result.RunResult;
import ems.study.result.TableFormat;
import ems.study.run.SideBySide;
import ems.study.run.Study;
import ems.study.scenario.Scenario;
import ems.study.scenario.ScenarioFile;
import ems.study.scenario.StudyData.Recorded;

/**
 * Makes every file of a finished study again, from its scenario, its data and its ledgers, with the very code that wrote
 * it, and compares: tables, figures, summary and report. The ledgers themselves are for the verifier, and are verified
 * first; what learned models were trained on is for the audit of models.
 */
public final class StudyAudit {

    /** Pages look different from build to build; what they show stands in the tables. */
    private static final String ANOTHER_REPORT =
            OutputFolder.REPORT + " is not the one that this build writes: it was changed, or another build wrote it";

    private final StudyHost host;
    private final int threads;

    /** @param threads how many runs are made again at a time, at least 1 */
    public StudyAudit(StudyHost host, int threads) {
        this.host = host;
        this.threads = threads;
    }

    /** Whether a study wrote this folder. */
    public static boolean isStudy(Path folder) {
        return Files.isRegularFile(folder.resolve(OutputFolder.SCENARIO)) && Files.isDirectory(folder.resolve("runs"));
    }

    /** Whether the study kept the ledgers of its runs. */
    public static boolean hasLedgers(Path study) {
        try (Stream<Path> runs = Files.list(study.resolve("runs"))) {
            return runs.anyMatch(run -> Files.isDirectory(run.resolve("ledger")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param study its folder, with ledgers that are verified
     * @param dataFolder of the scenario's files; not looked at for generated data
     * @param scratch an empty folder; it takes as much as the study, and can be deleted afterwards
     */
    public AuditFinding of(Path study, Optional<Path> dataFolder, Path scratch) {
        var scenario = ScenarioFile.find(study.resolve(OutputFolder.SCENARIO).toString())
                .scenario();
        if (!Files.exists(study.resolve(OutputFolder.SUMMARY))) {
            return AuditFinding.wrong(
                    new Difference(OutputFolder.SUMMARY, "", "it is missing: the study was cut short"));
        }
        if (scenario.data() instanceof Recorded && dataFolder.isEmpty()) {
            return AuditFinding.unchecked("the scenario reads files; name their folder with --data");
        }
        try {
            var out = OutputFolder.opened(scratch);
            var inputs = new InputPreparation(host, scenario).prepare(dataFolder, out::dataFolder);
            Study.write(new Results(scenario, inputs, runs(study, scenario, inputs, out, outputs(study))), out);
            return compared(study, scratch);
        } catch (OtherRules other) {
            return AuditFinding.unchecked(other.getMessage());
        } catch (UnfitLedger unfit) {
            return AuditFinding.wrong(new Difference("runs/" + unfit.run(), "", unfit.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The large tables are made again as what they are. */
    private static Outputs outputs(Path study) throws IOException {
        return files(study.resolve("runs")).stream().anyMatch(name -> name.endsWith(TableFormat.PARQUET.ending()))
                ? Outputs.PARQUET
                : Outputs.ALL;
    }

    private List<RunResult> runs(Path study, Scenario scenario, Inputs inputs, OutputFolder out, Outputs outputs) {
        var runs = StudyRun.of(scenario);
        var followed = StudyRun.toFollow(runs);
        List<Callable<RunResult>> works = new ArrayList<>();
        for (StudyRun run : runs) {
            works.add(() -> again(run, study, scenario, inputs, out, run.equals(followed), outputs));
        }
        return new SideBySide(threads).all(works);
    }

    /** @throws UnfitLedger if its ledger is not that of a run of this scenario on this data */
    private RunResult again(
            StudyRun run,
            Path study,
            Scenario scenario,
            Inputs inputs,
            OutputFolder out,
            boolean followed,
            Outputs outputs) {
        var members = run.trading().members(scenario.data().prosumers(), inputs.vehicles());
        try (var book = new RunBook(run, scenario, inputs, members, out.runFolder(run.id()), followed, outputs)) {
            var rules = host.rules().openingPeriod(new PeriodKey(run.grid(scenario), scenario.firstPeriod()));
            var ledger = new LedgerRun(run, scenario, members, rules.version(), book);
            host.readLedger(study.resolve("runs").resolve(run.id()).resolve("ledger"), ledger::take);
            return ledger.closed();
        } catch (IllegalArgumentException | IllegalStateException unfit) {
            throw new UnfitLedger(run.id(), unfit);
        }
    }

    /** Each file that was made again, in the order of names; then whether the study holds one that nothing explains. */
    private static AuditFinding compared(Path study, Path derived) throws IOException {
        var expected = files(derived);
        Optional<String> note = Optional.empty();
        for (String name : expected) {
            var difference = FileComparison.of(name, study.resolve(name), derived.resolve(name));
            if (difference.isPresent() && name.equals(OutputFolder.REPORT)) {
                note = Optional.of(ANOTHER_REPORT);
            } else if (difference.isPresent()) {
                return AuditFinding.wrong(difference.get());
            }
        }
        for (String name : files(study)) {
            if (!expected.contains(name) && !isForOthers(name)) {
                return AuditFinding.wrong(new Difference(name, "", "no study writes such a file"));
            }
        }
        return AuditFinding.right(expected.size() - note.map(each -> 1).orElse(0), note);
    }

    /** Files of ledgers and models, and the scenario: it was read, and other builds write the same one differently. */
    private static boolean isForOthers(String name) {
        return name.equals(OutputFolder.SCENARIO)
                || name.startsWith(OutputFolder.MODELS + "/")
                || name.matches("runs/[^/]+/ledger/[^/]+");
    }

    private static SortedSet<String> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
