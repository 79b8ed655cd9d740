package ems.processes.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;

import io.quarkus.runtime.annotations.QuarkusMain;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

import ems.processes.command.ApplicationExit;
import ems.processes.command.Ems;
import ems.processes.command.FleetPlan;
import ems.processes.command.PagePlan;
import ems.processes.command.PeriodPlan;
import ems.processes.command.Settings;
import ems.processes.command.WhatIfPlan;

/** The main program of the benchmarks: reads the words of {@code ./ems benchmark}, and measures. */
@QuarkusMain(name = "benchmarks")
public final class Benchmarks {

    private Benchmarks() {}

    public static void main(String... words) {
        if (words.length == FleetRun.WORDS && words[0].matches("\\d+")) {
            Settings.withoutDoors();
            System.exit(ApplicationExit.of(FleetRun.class, words));
        }
        System.exit(Ems.commandLine()
                .setExecutionStrategy(Benchmarks::measure)
                .execute(words));
    }

    private static int measure(ParseResult parsed) {
        var helped = CommandLine.executeHelpRequest(parsed);
        if (helped != null) {
            return helped;
        }
        var words = parsed.originalArgs().toArray(String[]::new);
        try (var folder = TemporaryFolder.create()) {
            return measure(Ems.command(words), words, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int measure(Object plan, String[] words, TemporaryFolder folder) throws IOException {
        if (plan instanceof PeriodPlan period) {
            period.checked();
            Settings.withoutListening();
            Settings.withDatabaseIn(folder.path());
            return ApplicationExit.of(PeriodBenchmark.class, words);
        }
        if (plan instanceof PagePlan page) {
            page.checked();
            Settings.set("quarkus.http.port", Integer.toString(freePort()));
            Settings.withDatabaseIn(folder.path());
            return ApplicationExit.of(PageBenchmark.class, words);
        }
        if (plan instanceof WhatIfPlan whatIf) {
            whatIf.checked();
            Settings.withoutListening();
            Settings.withDatabaseIn(folder.path());
            return ApplicationExit.of(WhatIfBenchmark.class, words);
        }
        if (plan instanceof FleetPlan fleet) {
            return new FleetBenchmark(fleet.checked(), folder).measure();
        }
        Settings.withoutDoors();
        return ApplicationExit.of(StudyBenchmark.class, words);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
