package ems.study.audit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import ems.market.ledger.BlockHeader;
import ems.market.party.EnergyInventory;
import ems.market.party.GridMembers;
import ems.market.party.Party;
import ems.market.party.VehicleId;
import ems.market.quantity.HorizonPricing;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.DirectTrade;
import ems.market.record.DirectTradeSetting;
import ems.market.record.Enrolment;
import ems.market.record.Entry;
import ems.market.record.HorizonDay;
import ems.market.record.HorizonEntry;
import ems.market.record.InventoryEntry;
import ems.market.record.PeriodOpened;
import ems.market.record.PeriodRecord;
import ems.market.record.Step;
import ems.market.record.StepRecord;
import ems.study.plan.StudyRun;
import ems.study.result.RunBook;
import ems.study.result.RunResult;
import ems.study.scenario.Scenario;

/** One run again, from the blocks of its ledger instead of a market. */
final class LedgerRun {

    private final StudyRun run;
    private final Scenario scenario;
    private final Set<Party> members;
    private final String rules;
    private final RunBook book;
    private final Map<VehicleId, EnergyInventory> held = new HashMap<>();
    private @Nullable BlockHeader head;
    private final Set<Party> enrolled = new HashSet<>();
    private long periods;
    /** By the plans of the ledger. */
    private HorizonPricing horizon = HorizonPricing.NONE;

    /**
     * @param members of the run, by the scenario and its data
     * @param rules version of the tables that are here
     */
    LedgerRun(StudyRun run, Scenario scenario, GridMembers members, String rules, RunBook book) {
        this.run = run;
        this.members = parties(members);
        this.rules = rules;
        this.scenario = scenario;
        this.book = book;
    }

    /**
     * @throws IllegalArgumentException if the block does not belong to the run
     * @throws OtherRules if its period was opened under other tables
     */
    void take(BlockHeader block, List<Entry> entries) {
        if (!block.key().grid().equals(run.grid(scenario))) {
            throw new IllegalArgumentException(
                    "its ledger is that of grid " + block.key().grid());
        }
        head = block;
        Entry.all(Enrolment.class, entries).forEach(enrolment -> enrolled.add(enrolment.party()));
        Entry.all(InventoryEntry.class, entries).forEach(entry -> held.put(entry.vehicle(), entry.inventory()));
        refuseOtherDirectTrade(block, entries);
        var period = block.key().period();
        if (period.isBefore(scenario.firstPeriod())) {
            return; // the members joined
        }
        refuseOtherMembers();
        refuseOutside(period);
        refuseOtherRules(entries);
        refuseOtherHorizon(entries);
        // the tables ask for entries and not for the steps that recorded them
        book.add(new PeriodRecord(block.key(), List.of(new StepRecord(Step.SETTLE, entries))), block);
        periods++;
    }

    private static Set<Party> parties(GridMembers members) {
        Set<Party> parties = new HashSet<>(members.prosumers());
        parties.addAll(members.vehicleIds());
        return parties;
    }

    private void refuseOtherMembers() {
        if (!enrolled.equals(members)) {
            throw new IllegalArgumentException(
                    "its ledger enrols " + accounts(enrolled) + ", and the scenario has " + accounts(members));
        }
    }

    private static String accounts(Set<Party> parties) {
        return parties.stream().map(Party::account).sorted().collect(Collectors.joining(", "));
    }

    private void refuseOtherRules(List<Entry> entries) {
        for (PeriodOpened opened : Entry.all(PeriodOpened.class, entries)) {
            if (!opened.rules().equals(rules)) {
                throw new OtherRules(opened.rules(), rules);
            }
        }
    }

    /**
     * A price without a plan is one that was recorded before there were plans. Whether prices follow from the plans is for the verifier.
     */
    private void refuseOtherHorizon(List<Entry> entries) {
        Entry.all(HorizonDay.class, entries).forEach(plan -> horizon = plan.setting());
        boolean opened = !Entry.all(PeriodOpened.class, entries).isEmpty();
        var price = Entry.all(HorizonEntry.class, entries).stream()
                .map(entry -> HorizonPricing.always(entry.price()))
                .findFirst();
        var found = horizon.isNone() ? price.orElse(HorizonPricing.NONE) : horizon;
        var expected = run.design().horizon();
        if (opened && !found.equals(expected)) {
            throw new IllegalArgumentException(
                    "its ledger has a period with " + words(found) + ", and the scenario has " + words(expected));
        }
    }

    /** The block in which the members join says it, and no later one. */
    private void refuseOtherDirectTrade(BlockHeader block, List<Entry> entries) {
        var wanted = run.design().directTrade();
        var said = Entry.all(DirectTradeSetting.class, entries);
        boolean isFirst = block.height() == 0;
        var expected = isFirst && wanted != DirectTrade.NONE ? List.of(wanted) : List.of();
        if (!said.stream().map(DirectTradeSetting::trade).toList().equals(expected)) {
            throw new IllegalArgumentException("block " + block.height() + " of its ledger says "
                    + (said.isEmpty() ? "nothing" : "'" + said.get(0).text() + "'")
                    + " of trade between homes, and the scenario has '" + wanted.word() + "'");
        }
    }

    private static String words(HorizonPricing pricing) {
        if (pricing.isNone()) {
            return "no horizon price";
        }
        return pricing.constant()
                .map(price -> "a horizon price of " + price)
                .orElseGet(() -> "horizon prices by the setting " + pricing.word());
    }

    private void refuseOutside(MatchingPeriod period) {
        var expected = scenario.start().plus(MatchingPeriod.LENGTH.multipliedBy(periods));
        if (!period.start().equals(expected) || periods == scenario.periods()) {
            throw new IllegalArgumentException("its ledger has a block of " + period + " where the scenario has "
                    + (periods == scenario.periods() ? "ended" : "period " + expected));
        }
    }

    /** @throws IllegalArgumentException if periods are missing */
    RunResult closed() {
        if (periods != scenario.periods()) {
            throw new IllegalArgumentException(
                    "its ledger has " + periods + " periods, and the scenario has " + scenario.periods());
        }
        return book.closed(held, Optional.ofNullable(head));
    }
}
