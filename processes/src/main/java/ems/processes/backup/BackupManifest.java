package ems.processes.backup;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import ems.ledger.chain.FormatTag;
import ems.ledger.tree.Sha256;
import ems.market.party.GridId;

/**
 * What a backup holds. As text a line each: {@code ems-backup-1}, {@code made|instant}, {@code data|1} for the version of the
 * data folder, {@code ledger|grid|blocks|head} for each grid, {@code part|bytes|SHA-256|name} for each file in the order of
 * the archive, and last {@code manifest|SHA-256 of all before}.
 *
 * @param version of the data folder's format
 */
public record BackupManifest(Instant made, int version, List<LedgerHead> ledgers, List<BackupPart> parts) {

    static final FormatTag FORMAT = new FormatTag("ems-backup", 1);
    private static final int FIRST_LINES = 3;
    private static final String END = "manifest|";

    public BackupManifest {
        ledgers = List.copyOf(ledgers);
        parts = List.copyOf(parts);
    }

    String text() {
        var text = new StringBuilder(FORMAT.text()).append('\n');
        text.append("made|").append(made).append('\n');
        text.append("data|").append(version).append('\n');
        for (LedgerHead head : ledgers) {
            text.append("ledger|").append(head.grid()).append('|').append(head.blocks());
            text.append('|').append(head.hash()).append('\n');
        }
        for (BackupPart part : parts) {
            text.append("part|").append(part.bytes()).append('|').append(part.hash());
            text.append('|').append(part.name()).append('\n');
        }
        return text.append(END).append(hash(text.toString())).append('\n').toString();
    }

    private static String hash(String text) {
        return HexFormat.of().formatHex(new Sha256().of(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** @throws IllegalArgumentException if it is not exactly what {@link #text} writes */
    static BackupManifest parse(String text) {
        var lines = text.lines().toList();
        FORMAT.refusalOf(lines.isEmpty() ? "" : lines.get(0)).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
        try {
            var manifest = read(lines);
            if (manifest.text().equals(text)) {
                return manifest;
            }
        } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("the manifest is damaged", e);
        }
        throw new IllegalArgumentException("the manifest is damaged");
    }

    private static BackupManifest read(List<String> lines) {
        List<LedgerHead> ledgers = new ArrayList<>();
        List<BackupPart> parts = new ArrayList<>();
        for (String line : lines.subList(FIRST_LINES, lines.size() - 1)) {
            String[] fields = line.split("\\|", 4);
            if (fields[0].equals("ledger")) {
                ledgers.add(
                        new LedgerHead(new GridId(fields[1]), Long.parseLong(fields[2]), Sha256.checked(fields[3])));
            } else {
                parts.add(new BackupPart(fields[3], Long.parseLong(fields[1]), fields[2]));
            }
        }
        return new BackupManifest(
                Instant.parse(after("made|", lines.get(1))),
                Integer.parseInt(after("data|", lines.get(2))),
                ledgers,
                parts);
    }

    private static String after(String start, String line) {
        return line.substring(start.length());
    }
}
