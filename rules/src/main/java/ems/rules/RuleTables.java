package ems.rules;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ems.market.rule.ActiveRules;
import ems.market.rule.WindowLimits;
import ems.rules.engine.CompiledRules;
import ems.rules.table.DecisionTable;
import ems.rules.table.Fault;
import ems.rules.table.LimitForm;
import ems.rules.table.Origin;
import ems.rules.table.ParticipationForm;
import ems.rules.table.ParticipationForm.Allowed;
import ems.rules.table.PricingAction;
import ems.rules.table.PricingForm;
import ems.rules.table.SheetCells;
import ems.rules.table.TableForm;
import ems.rules.table.TableText;
import ems.rules.table.TablesRefused;

import static java.util.Objects.requireNonNull;

/** The three tables of one version: checked, not yet compiled. */
public record RuleTables(
        String version,
        List<TableText> texts,
        DecisionTable<PricingAction> pricing,
        DecisionTable<WindowLimits> limits,
        DecisionTable<Allowed> participation) {

    /** Names of the files, in the order in which they are hashed. */
    public static final List<String> FILES =
            List.of(PricingForm.FORM.file(), LimitForm.FORM.file(), ParticipationForm.FORM.file());

    /**
     * Checks all three tables together, as a person saved them.
     *
     * @param contents bytes by file name
     * @throws TablesRefused with the faults of all of them
     */
    public static RuleTables checking(Map<String, byte[]> contents) {
        return checking(contents, Origin.SAVED);
    }

    static RuleTables checking(Map<String, byte[]> contents, Origin origin) {
        List<Fault> faults = new ArrayList<>();
        var pricing = read(PricingForm.FORM, contents, origin, faults);
        var limits = read(LimitForm.FORM, contents, origin, faults);
        var participation = read(ParticipationForm.FORM, contents, origin, faults);
        if (pricing.isEmpty() || limits.isEmpty() || participation.isEmpty()) {
            throw new TablesRefused(faults);
        }
        List<TableText> texts = FILES.stream()
                .map(file -> TableText.of(file, requireNonNull(contents.get(file))))
                .toList();
        String version = TableText.shortHash(Stream.of(pricing.get(), limits.get(), participation.get())
                .map(DecisionTable::version)
                .collect(Collectors.joining("\n")));
        return new RuleTables(version, texts, pricing.get(), limits.get(), participation.get());
    }

    /** What these tables are called if they are saved now: builds of old named the bytes, not what the tables say. */
    String versionOfToday() {
        Map<String, byte[]> contents = texts.stream()
                .collect(Collectors.toMap(TableText::file, text -> text.text().getBytes(StandardCharsets.UTF_8)));
        return checking(contents, Origin.ARCHIVED).version();
    }

    /** Whether the cells are the same, character by character, however they were saved. */
    boolean saysTheSameAs(RuleTables other) {
        return texts.stream()
                .map(SheetCells::canonical)
                .toList()
                .equals(other.texts.stream().map(SheetCells::canonical).toList());
    }

    /** A hash of the contents, sound or not. */
    static String fingerprint(Map<String, byte[]> contents) {
        StringBuilder all = new StringBuilder();
        for (String file : FILES) {
            byte[] content = contents.get(file);
            all.append(content == null ? "missing" : new String(content, StandardCharsets.ISO_8859_1))
                    .append('\0');
        }
        return TableText.shortHash(all.toString());
    }

    /**
     * The tables, compiled. It takes a few hundred milliseconds, the first time a few seconds, and no time while somebody holds the same.
     *
     * @throws TablesRefused if the rule engine trips over what the check let pass
     */
    public ActiveRules compiled() {
        try {
            return CompiledOnce.of(this, () -> new CompiledRules(version, pricing, limits, participation));
        } catch (RuntimeException e) {
            throw new TablesRefused(List.of(new Fault("all tables", 0, "", "the rule engine refuses them: " + e)));
        }
    }

    public List<DecisionTable<?>> tables() {
        return List.of(pricing, limits, participation);
    }

    /** @return empty if faults were added; even a bug in the check must not stop a market that has sound rules */
    private static <A> Optional<DecisionTable<A>> read(
            TableForm<A> form, Map<String, byte[]> contents, Origin origin, List<Fault> faults) {
        byte[] content = contents.get(form.file());
        if (content == null) {
            faults.add(new Fault(form.file(), 0, "", "the file is missing"));
            return Optional.empty();
        }
        try {
            return Optional.of(form.read(TableText.of(form.file(), content), origin));
        } catch (TablesRefused refused) {
            faults.addAll(refused.faults());
        } catch (RuntimeException bug) {
            faults.add(new Fault(form.file(), 0, "", "the check itself fails: " + bug));
        }
        return Optional.empty();
    }
}
