package ems.study.result;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import ems.market.ledger.BlockHeader;
import ems.market.quantity.Energy;
import ems.market.quantity.NetEnergy;
import ems.study.plan.DataFile;
import ems.study.plan.Profile;
import ems.study.report.EnergyClosure;
import ems.study.report.LedgerExport;
import ems.study.report.MoneyClosure;
import ems.study.report.MoneyClosure.Account;
import ems.study.report.NetPower;
import ems.study.report.ReportData;
import ems.study.report.Run;
import ems.study.report.Setting;
import ems.study.report.Setting.Fact;
import ems.study.report.Setting.Scale;
import ems.study.scenario.Algorithm;
import ems.study.scenario.EnergyScale;

/** A study's results as the report shows them. */
public final class ReportOfAStudy {

    /** Minutes between two values of figure 5, for each day that is shown. */
    private static final int MINUTES_A_DAY_SHOWN = 5;

    private final Results results;
    private final RunResult followed;

    public ReportOfAStudy(Results results) {
        this.results = results;
        this.followed = results.runs().stream()
                .filter(run -> run.followed().isPresent())
                .findFirst()
                .orElseThrow();
    }

    public ReportData data() {
        var following = followed.followed().orElseThrow();
        String title = followed.run().title();
        return new ReportData(
                setting(),
                results.inputs().profiles().stream().map(this::netPower).toList(),
                results.runs().stream().map(this::run).toList(),
                new ReportTables(results).tables(),
                Optional.of(following.busiest().day(title)),
                Optional.of(energy(title)),
                Optional.of(money(title)),
                Optional.of(following.lost(results.scenario().start(), minutesShown())),
                following.trade(),
                followed.head().map(head -> export(head, following)));
    }

    private Setting setting() {
        var scenario = results.scenario();
        return new Setting(
                scenario.title(),
                scenario.description(),
                scenario.name(),
                scenario.seed(),
                scenario.start(),
                scenario.end(),
                scenario.scale() == EnergyScale.RIGHT ? Scale.RIGHT : Scale.PAPER,
                scenario.prices(),
                prices(),
                versions());
    }

    private List<Fact> prices() {
        var scenario = results.scenario();
        return List.of(
                new Fact("Main grid sells at", scenario.prices().buy().toString()),
                new Fact("Main grid buys at", scenario.prices().sell().toString()),
                new Fact(
                        "Energy in the EVs at the start has cost",
                        scenario.vehicle().initialCost().toString()));
    }

    private List<Fact> versions() {
        List<Fact> versions = new ArrayList<>();
        var rules = new TreeSet<String>();
        results.runs().forEach(run -> rules.addAll(run.rules()));
        versions.add(new Fact("rules", String.join(", ", rules)));
        for (DataFile each : results.inputs().files()) {
            versions.add(new Fact("data " + each.name(), "SHA-256 " + each.sha256()));
        }
        return versions;
    }

    private int minutesShown() {
        return Math.min(60, MINUTES_A_DAY_SHOWN * results.scenario().days());
    }

    private NetPower netPower(Profile profile) {
        int minutes = minutesShown();
        List<Long> means = new ArrayList<>();
        for (int from = 0; from + minutes <= profile.periods().size(); from += minutes) {
            var net = NetEnergy.BALANCED;
            for (NetEnergy each : profile.periods().subList(from, from + minutes)) {
                net = net.plus(each);
            }
            long mean = net.energy().millijoules() / (60L * minutes);
            means.add(net.isSurplus() ? mean : -mean);
        }
        return new NetPower(profile.prosumer().text(), Duration.ofMinutes(minutes), means);
    }

    private Run run(RunResult run) {
        boolean greedy = run.run().algorithm() == Algorithm.GREEDY;
        return new Run(
                run.run().trading().title(),
                greedy ? Run.Algorithm.GREEDY : Run.Algorithm.OPTIMAL,
                run.run().forecast(),
                run.vehicles().size(),
                run.periods(),
                run.stored(),
                run.released(),
                run.vehicleProfit(),
                run.matches(),
                run.rejections(),
                run.regret().energy(),
                run.regret().greedyLoss(),
                run.prosumers().stream()
                        .map(each -> new Run.AgentResult(each.prosumer().text(), each.traded(), each.benefit()))
                        .toList());
    }

    private EnergyClosure energy(String title) {
        return new EnergyClosure(
                title,
                List.of(
                        part("held at the start", followed.heldAtStart()),
                        part("stored from prosumers", followed.stored()),
                        part("charged outside", followed.charged())),
                List.of(
                        part("released to prosumers", followed.released()),
                        part("driven", followed.driven()),
                        part("held at the end", followed.heldAtEnd())));
    }

    private static EnergyClosure.Part part(String name, Energy energy) {
        return new EnergyClosure.Part(name, energy);
    }

    private MoneyClosure money(String title) {
        List<Account> accounts = new ArrayList<>();
        followed.prosumers()
                .forEach(each -> accounts.add(new Account(each.prosumer().text(), each.paid(), each.received())));
        followed.vehicles()
                .forEach(each -> accounts.add(new Account(each.vehicle().text(), each.paid(), each.received())));
        return new MoneyClosure(title, followed.lines(), accounts);
    }

    private static LedgerExport export(BlockHeader head, FollowedRun following) {
        return new LedgerExport(head.key().grid().text(), head.height() + 1, following.entries(), head.hash());
    }
}
