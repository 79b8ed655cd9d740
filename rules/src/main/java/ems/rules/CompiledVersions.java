package ems.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

import ems.market.rule.ActiveRules;

/** Versions that were asked for lately, compiled; others are compiled again from the archive. */
final class CompiledVersions {

    private static final int KEPT = 16;

    private final RuleArchive archive;
    private final Map<String, ActiveRules> byVersion = new LinkedHashMap<>(KEPT, 0.75f, true);

    CompiledVersions(RuleArchive archive) {
        this.archive = archive;
    }

    /** @throws IllegalArgumentException if there is no such version */
    synchronized ActiveRules get(String version) {
        var known = byVersion.get(version);
        if (known != null) {
            return known;
        }
        try {
            return keeping(archive.read(version));
        } catch (IOException e) {
            throw new UncheckedIOException("the archived rules " + version + " cannot be read", e);
        }
    }

    synchronized ActiveRules keeping(RuleTables tables) {
        var compiled = byVersion.computeIfAbsent(tables.version(), version -> tables.compiled());
        if (byVersion.size() > KEPT) {
            byVersion.remove(byVersion.keySet().iterator().next());
        }
        return compiled;
    }
}
