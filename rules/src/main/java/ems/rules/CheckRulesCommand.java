package ems.rules;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import ems.rules.table.DecisionRow;
import ems.rules.table.DecisionTable;
import ems.rules.table.PricingForm;
import ems.rules.table.TablesRefused;

/** For an analyst before saving: are these tables sound, and what would become active? */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Checks the decision tables in a folder as the running market would, and says what each row does in sample cases.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:the tables are sound", "2:they are not; each fault is a line with file, row, column, reason"
        })
public final class CheckRulesCommand implements Callable<Integer> {

    private static final int UNSOUND = 2;

    @Parameters(paramLabel = "FOLDER", description = "folder with pricing.csv, soc-limits.csv and participation.csv")
    private Path folder;

    @Spec
    private CommandSpec command;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new CheckRulesCommand()).execute(arguments));
    }

    @Override
    public Integer call() {
        PrintWriter out = command.commandLine().getOut();
        PrintWriter err = command.commandLine().getErr();
        try {
            var tables = RuleTables.checking(new TableFolder(folder).contents());
            boolean pricesDirectTrade = PricingForm.pricesDirectTrade(tables.pricing());
            var samples = new SampleCases(tables.compiled(), pricesDirectTrade);
            print(tables.pricing(), samples::ofPricing, out);
            if (!pricesDirectTrade) {
                out.println(
                        "  note: no row names the direction 'direct'; homes that trade with each other pay what an EV"
                                + " pays that stores (rules/direct-trade has a row)");
            }
            print(tables.limits(), samples::ofLimits, out);
            print(tables.participation(), samples::ofParticipation, out);
            out.println("rules version " + tables.version() + ": sound");
            return 0;
        } catch (TablesRefused refused) {
            refused.faults().forEach(err::println);
        } catch (IOException e) {
            err.println(folder + " cannot be read: " + e);
        }
        return UNSOUND;
    }

    private static <A> void print(
            DecisionTable<A> table, Function<DecisionRow<A>, List<String>> samples, PrintWriter out) {
        out.println(table.name() + ".csv: " + table.question());
        out.println("  " + table.rows().size() + " rules, version " + table.version() + ", owner " + table.owner());
        for (DecisionRow<A> row : table.rows()) {
            out.println("  row " + row.rule().row() + ": " + row.rule().rule());
            samples.apply(row).forEach(sample -> out.println("    e.g. " + sample));
        }
        table.gaps().forEach(gap -> out.println("  note: no row fits " + gap + "; such a case is refused"));
    }
}
