package ems.rules;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import ems.market.rule.ActiveRules;
import ems.rules.table.TableText;

import static java.util.Objects.requireNonNull;

/**
 * The same tables are compiled once in a process, however many grids and drafts hold them. What nobody holds any more is forgotten.
 * Thread-safe.
 */
final class CompiledOnce {

    private static final Map<Key, WeakReference<ActiveRules>> COMPILED = new ConcurrentHashMap<>();

    /** Texts of one version may have their rows elsewhere. */
    private record Key(String version, List<TableText> texts) {}

    private CompiledOnce() {}

    /** @param compiling makes them, if nobody holds them */
    static ActiveRules of(RuleTables tables, Supplier<ActiveRules> compiling) {
        COMPILED.values().removeIf(held -> held.get() == null);
        var rules = new AtomicReference<ActiveRules>();
        COMPILED.compute(new Key(tables.version(), tables.texts()), (key, held) -> {
            rules.set(held == null ? null : held.get());
            if (rules.get() != null) {
                return held;
            }
            rules.set(compiling.get());
            return new WeakReference<>(rules.get());
        });
        return requireNonNull(rules.get());
    }
}
