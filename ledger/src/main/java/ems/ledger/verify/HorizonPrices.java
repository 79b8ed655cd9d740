package ems.ledger.verify;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import ems.ledger.export.ExportedBlock;
import ems.market.quantity.HorizonPrice;
import ems.market.record.Entry;
import ems.market.record.EntryKind;
import ems.market.record.HorizonEntry;

/**
 * Which horizon prices stand in the periods of a ledger: an operator sets them as it likes, and an auditor sees whether they are those it was
 * told of.
 */
final class HorizonPrices {

    private static final String PRICE = EntryKind.HORIZON_PRICE.word() + "|";
    private static final String OPENED = EntryKind.PERIOD_OPENED.word() + "|";

    /** Number of periods under each, in order of coming up. */
    private final Map<Optional<HorizonPrice>, Long> periods = new LinkedHashMap<>();

    private @Nullable Optional<HorizonPrice> last;
    private long changes;
    private long firstChange;

    /** @param block verified */
    void add(ExportedBlock block) {
        List<String> lines = block.lines().stream()
                .map(line -> new String(line, StandardCharsets.UTF_8))
                .filter(line -> line.startsWith(PRICE) || line.startsWith(OPENED))
                .toList();
        if (lines.stream().anyMatch(line -> line.startsWith(OPENED))) {
            add(block.header().height(), price(lines));
        }
    }

    private static Optional<HorizonPrice> price(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(PRICE))
                .map(line -> ((HorizonEntry) Entry.parse(line)).price())
                .findFirst();
    }

    private void add(long height, Optional<HorizonPrice> price) {
        periods.merge(price, 1L, Long::sum);
        if (last != null && !last.equals(price)) {
            firstChange = changes == 0 ? height : firstChange;
            changes++;
        }
        last = price;
    }

    /** In words; empty if no period has one. */
    Optional<String> words() {
        if (periods.keySet().stream().allMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        return Optional.of("horizon price: "
                + periods.entrySet().stream()
                        .map(each -> each.getKey().map(HorizonPrice::toString).orElse("none") + " in " + each.getValue()
                                + (each.getValue() == 1 ? " period" : " periods"))
                        .collect(Collectors.joining(", "))
                + changed());
    }

    private String changed() {
        return switch ((int) Math.min(changes, 2)) {
            case 0 -> "";
            case 1 -> ", changed at block " + firstChange;
            default -> ", changed " + changes + " times, first at block " + firstChange;
        };
    }
}
