package ems.ledger.receipt;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

import ems.ledger.chain.Checkpoints;
import ems.ledger.chain.HeaderText;
import ems.ledger.tree.InclusionProof;
import ems.ledger.tree.MerkleTree;
import ems.ledger.tree.Sha256;
import ems.market.ledger.BlockHeader;
import ems.market.party.PeriodKey;
import ems.market.record.Entry;
import ems.market.record.EntryLines;

/** Receipts of which something was changed by chance: bytes, lines, or what a lying operator sealed. */
final class MutatedReceipts {

    private static final String[] OTHER_FIELDS = {
        "",
        "0",
        "-1",
        "1",
        "5",
        "05",
        "9223372036854775807",
        "yes",
        "no",
        "STORED",
        "RELEASED",
        "DEMAND",
        "EV1",
        "L1",
        "prosumer:L1",
        "vehicle:EV1",
        "greedy",
        "CORRECTED",
        "SETTLED",
        "\u00e9",
        "\u2028",
        "\u0085"
    };

    private final List<Receipt> receipts;
    private final Random chance;

    MutatedReceipts(List<Receipt> receipts, long seed) {
        this.receipts = List.copyOf(receipts);
        this.chance = new Random(seed);
    }

    byte[] next() {
        var receipt = receipts.get(chance.nextInt(receipts.size()));
        return switch (chance.nextInt(8)) {
            case 0 -> flipped(bytes(receipt));
            case 1 -> spliced(bytes(receipt));
            case 2 -> lines(receipt);
            case 3 -> field(receipt);
            default -> lie(receipt).map(MutatedReceipts::bytes).orElseGet(() -> flipped(bytes(receipt)));
        };
    }

    private static byte[] bytes(Receipt receipt) {
        return receipt.text().getBytes(StandardCharsets.UTF_8);
    }

    private byte[] flipped(byte[] file) {
        file[chance.nextInt(file.length)] ^= (byte) (1 << chance.nextInt(8));
        return file;
    }

    /** Cut, or with a part of it somewhere else. */
    private byte[] spliced(byte[] file) {
        int from = chance.nextInt(file.length);
        int to = from + chance.nextInt(Math.min(200, file.length - from) + 1);
        if (chance.nextInt(4) == 0) {
            return Arrays.copyOf(file, from);
        }
        byte[] part = Arrays.copyOfRange(file, from, to);
        int at = chance.nextInt(file.length);
        byte[] mixed = Arrays.copyOf(file, file.length + part.length);
        System.arraycopy(part, 0, mixed, at, part.length);
        System.arraycopy(file, at, mixed, at + part.length, file.length - at);
        return mixed;
    }

    /** A line dropped, doubled, swapped, or taken from another receipt. */
    private byte[] lines(Receipt receipt) {
        List<String> lines = new ArrayList<>(receipt.text().lines().toList());
        int line = chance.nextInt(lines.size());
        switch (chance.nextInt(4)) {
            case 0 -> lines.remove(line);
            case 1 -> lines.add(chance.nextInt(lines.size()), lines.get(line));
            case 2 -> Collections.swap(lines, line, chance.nextInt(lines.size()));
            default -> {
                var others = receipts.get(chance.nextInt(receipts.size()))
                        .text()
                        .lines()
                        .toList();
                lines.set(line, others.get(Math.min(line, others.size() - 1)));
            }
        }
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** One field of one line is another. */
    private byte[] field(Receipt receipt) {
        List<String> lines = new ArrayList<>(receipt.text().lines().toList());
        int line = chance.nextInt(lines.size());
        lines.set(line, otherField(lines.get(line)));
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private String otherField(String line) {
        String[] fields = line.split("\\|", -1);
        int place = chance.nextInt(fields.length);
        fields[place] = other(fields[place]);
        return String.join("|", fields);
    }

    private String other(String field) {
        if (field.matches("-?[0-9]{1,18}") && chance.nextInt(3) > 0) {
            long number = Long.parseLong(field);
            return Long.toString(
                    switch (chance.nextInt(5)) {
                        case 0 -> number + 1;
                        case 1 -> number - 1;
                        case 2 -> number * 2;
                        case 3 -> -number;
                        default -> number / 2;
                    });
        }
        return OTHER_FIELDS[chance.nextInt(OTHER_FIELDS.length)];
    }

    /** Something else is sealed, with all hashes right; empty if it is no entry. */
    private Optional<Receipt> lie(Receipt honest) {
        try {
            var entries = DemoReceipts.entries(honest);
            if (honest.corrections().isEmpty()) {
                return Optional.of(sealed(honest, changed(entries), List.of()));
            }
            List<List<Entry>> corrections = new ArrayList<>();
            for (SealedCorrection correction : honest.corrections()) {
                corrections.add(
                        correction.entries().stream().map(ProvenEntry::entry).toList());
            }
            int which = chance.nextInt(corrections.size() + 1);
            if (which == corrections.size()) {
                entries = changed(entries);
            } else {
                corrections.set(which, changed(corrections.get(which)));
            }
            return Optional.of(sealed(honest, entries, corrections));
        } catch (IllegalArgumentException noEntry) {
            return Optional.empty();
        }
    }

    private List<Entry> changed(List<Entry> entries) {
        List<Entry> changed = new ArrayList<>(entries);
        int place = chance.nextInt(changed.size());
        switch (chance.nextInt(7)) {
            case 0 -> changed.remove(place);
            case 1 -> changed.add(place, changed.get(chance.nextInt(changed.size())));
            case 2 -> Collections.swap(changed, place, chance.nextInt(changed.size()));
            default ->
                changed.set(place, Entry.parse(otherField(changed.get(place).text())));
        }
        return changed;
    }

    /** A receipt over these entries, in a log of as many blocks as it needs. */
    static Receipt sealed(Receipt honest, List<Entry> entries, List<List<Entry>> corrections) {
        var sha = new Sha256();
        List<BlockHeader> blocks = new ArrayList<>();
        blocks.add(header(honest.block(), 0, entries, sha));
        for (int i = 0; i < corrections.size(); i++) {
            blocks.add(header(honest.corrections().get(i).block(), i + 1, corrections.get(i), sha));
        }
        var log = MerkleTree.over(
                blocks.stream()
                        .map(block -> HexFormat.of().parseHex(block.hash()))
                        .toList(),
                sha);
        List<SealedCorrection> proven = new ArrayList<>();
        for (int i = 0; i < corrections.size(); i++) {
            proven.add(new SealedCorrection(
                    blocks.get(i + 1), proven(corrections.get(i), sha), HashPath.of(log.proof(i + 1))));
        }
        return new Receipt(
                honest.match(),
                blocks.get(0),
                proven(entries, sha),
                HashPath.of(log.proof(0)),
                List.of(),
                false,
                Checkpoints.of(honest.block().key().grid(), blocks.size(), log.root()),
                "",
                proven);
    }

    private static BlockHeader header(BlockHeader block, int height, List<Entry> entries, Sha256 sha) {
        PeriodKey key = block.key();
        return HeaderText.hashed(
                new BlockHeader(
                        key,
                        height,
                        entries.size(),
                        HexFormat.of()
                                .formatHex(
                                        MerkleTree.over(EntryLines.of(entries).toList(), sha)
                                                .root()),
                        block.states(),
                        block.logRoot(),
                        HeaderText.NO_PREVIOUS,
                        ""),
                sha);
    }

    private static List<ProvenEntry> proven(List<Entry> entries, Sha256 sha) {
        var tree = MerkleTree.over(EntryLines.of(entries).toList(), sha);
        return IntStream.range(0, entries.size())
                .mapToObj(i -> new ProvenEntry(i, entries.get(i), path(tree.proof(i))))
                .toList();
    }

    private static HashPath path(InclusionProof proof) {
        return HashPath.of(proof);
    }
}
