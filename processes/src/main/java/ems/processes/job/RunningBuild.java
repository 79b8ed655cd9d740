package ems.processes.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import ems.ledger.store.LedgerStore;
import ems.market.quantity.MatchingPeriod;
import ems.rules.RuleTables;
import ems.study.whatif.WhatIf;

/**
 * Names the build that runs by what its code is: two builds of the same sources have one name, and each other build has another,
 * whatever its version is called.
 */
@Singleton
public class RunningBuild {

    private static final int DIGITS = 12;

    /** One of each room whose code a result rests on. */
    private static final List<Class<?>> CODE =
            List.of(MatchingPeriod.class, LedgerStore.class, RuleTables.class, WhatIf.class, RunningBuild.class);

    private @Nullable String name;

    /** Twelve hex digits. */
    public synchronized String name() {
        var known = name;
        if (known == null) {
            known = of(CODE.stream().map(RunningBuild::place).toList());
            name = known;
        }
        return known;
    }

    private static Path place(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the code of " + type + " lies at no place", e);
        }
    }

    /**
     * Names code.
     *
     * @param places jars, or folders of classes; beside a jar the names of the others count, too: they name the libraries' versions
     */
    static String of(List<Path> places) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (Path place : places) {
                add(digest, place);
                if (Files.isRegularFile(place)) {
                    libraries(digest, place);
                }
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
        } catch (IOException e) {
            throw new UncheckedIOException("the code of this build cannot be read", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void add(MessageDigest digest, Path place) throws IOException {
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
                digest.update(
                        (place.relativize(file) + "\n" + Files.size(file) + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
        }
    }

    private static void libraries(MessageDigest digest, Path jar) throws IOException {
        try (Stream<Path> siblings = Files.list(jar.toAbsolutePath().getParent())) {
            siblings.map(sibling -> sibling.getFileName() + "\n")
                    .sorted()
                    .forEach(sibling -> digest.update(sibling.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
