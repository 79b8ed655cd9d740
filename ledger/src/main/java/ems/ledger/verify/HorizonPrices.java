package ems.ledger.verify;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import ems.ledger.export.ExportedBlock;
import ems.market.quantity.HorizonPrice;
import ems.market.quantity.HorizonPricing;
import ems.market.record.Entry;
import ems.market.record.EntryKind;
import ems.market.record.HorizonDay;
import ems.market.record.HorizonEntry;

/**
 * Which horizon prices stand in the periods of a ledger, and which settings its plans bound them to: an operator chooses these as it likes,
 * and an auditor sees whether they are those it was told of.
 */
final class HorizonPrices {

    /** How many settings are named. */
    private static final int MOST_NAMED = 5;

    private static final String PLAN = EntryKind.HORIZON_PLAN.prefix();
    private static final String PRICE = EntryKind.HORIZON_PRICE.prefix();
    private static final String OPENED = EntryKind.PERIOD_OPENED.prefix();

    /** Number of periods under each, in order of coming up. */
    private final Map<Optional<HorizonPrice>, Long> periods = new LinkedHashMap<>();

    private @Nullable Optional<HorizonPrice> last;
    private long changes;
    private long firstChange;
    private @Nullable HorizonPricing setting;
    private final List<String> settings = new ArrayList<>();
    private long unplanned;

    /** @param block verified */
    void add(ExportedBlock block) {
        List<String> lines = block.lines().stream()
                .map(line -> new String(line, StandardCharsets.UTF_8))
                .filter(line -> line.startsWith(PRICE) || line.startsWith(OPENED) || line.startsWith(PLAN))
                .toList();
        long height = block.header().height();
        first(PLAN, lines).map(HorizonDay.class::cast).ifPresent(plan -> add(height, plan));
        if (lines.stream().anyMatch(line -> line.startsWith(OPENED))) {
            add(height, first(PRICE, lines).map(entry -> ((HorizonEntry) entry).price()));
        }
    }

    private static Optional<Entry> first(String prefix, List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(prefix))
                .map(Entry::parse)
                .findFirst();
    }

    private void add(long height, HorizonDay plan) {
        if (setting == null || !setting.equals(plan.setting())) {
            settings.add(plan.setting() + " from block " + height);
        }
        setting = plan.setting();
    }

    private void add(long height, Optional<HorizonPrice> price) {
        periods.merge(price, 1L, Long::sum);
        if (last != null && !last.equals(price)) {
            firstChange = changes == 0 ? height : firstChange;
            changes++;
        }
        last = price;
        unplanned += price.isPresent() && setting == null ? 1 : 0;
    }

    /** In words; empty if no period has a price, and no plan speaks of one. */
    Optional<String> words() {
        if (settings.isEmpty() && periods.keySet().stream().allMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        return Optional.of("horizon price: "
                + periods.entrySet().stream()
                        .map(each -> each.getKey().map(HorizonPrice::toString).orElse("none") + " in "
                                + periods(each.getValue()))
                        .collect(Collectors.joining(", "))
                + changed()
                + (unplanned == 0 ? "" : "; no plan binds it in " + periods(unplanned))
                + planned());
    }

    private static String periods(long number) {
        return number + (number == 1 ? " period" : " periods");
    }

    private String changed() {
        return switch ((int) Math.min(changes, 2)) {
            case 0 -> "";
            case 1 -> ", changed at block " + firstChange;
            default -> ", changed " + changes + " times, first at block " + firstChange;
        };
    }

    private String planned() {
        if (settings.isEmpty()) {
            return "";
        }
        int more = settings.size() - MOST_NAMED;
        return "; planned by setting: " + settings.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " later settings" : "");
    }
}
