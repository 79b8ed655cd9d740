package ems.ledger.verify;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import ems.ledger.chain.Anchor;
import ems.ledger.chain.NamedValidators;
import ems.ledger.export.BlocksReader;
import ems.ledger.export.ExportedBlock;
import ems.ledger.export.LedgerFolder;
import ems.ledger.export.WrongLedger;
import ems.ledger.receipt.CorrectingBlock;
import ems.ledger.receipt.Receipt;
import ems.ledger.receipt.ReceiptBuilder;
import ems.ledger.receipt.SealedMatch;
import ems.ledger.tree.MerkleTree;
import ems.ledger.tree.Sha256;
import ems.market.ledger.BlockHeader;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.MatchId;

import static java.util.Objects.requireNonNull;

/** Receipts out of exported ledgers: each is read once from its first block to its last. */
public final class ExportedReceipts {

    private final Path folder;

    /** @param folder of a ledger, or with ledgers somewhere in it */
    public ExportedReceipts(Path folder) {
        this.folder = folder;
    }

    /**
     * @throws IllegalArgumentException if no ledger has this match, or more than one has; what is said is for people
     * @throws IllegalStateException if the ledger does not prove what it says of the match
     */
    public Receipt receipt(MatchId match) throws IOException {
        List<LedgerFolder> ledgers = Files.isDirectory(folder) ? LedgerFolder.allIn(folder) : List.of();
        if (ledgers.isEmpty()) {
            throw new IllegalArgumentException(folder + " holds no ledger: there is no blocks.txt in it");
        }
        List<Path> having = new ArrayList<>();
        List<String> notHaving = new ArrayList<>();
        Receipt found = null;
        for (LedgerFolder ledger : ledgers) {
            var looking = new Looking(match);
            looking.through(ledger);
            var sealed = looking.sealed(ledger).filter(block -> block.has(match));
            if (sealed.isPresent()) {
                having.add(ledger.path());
                found = having.size() == 1 ? ReceiptBuilder.of(match, sealed.get()) : null;
            } else {
                notHaving.add(ledger.path() + looking.why(match));
            }
        }
        if (having.size() > 1) {
            throw new IllegalArgumentException("several ledgers hold match " + match + ", name one of them: " + having);
        }
        if (found == null) {
            throw new IllegalArgumentException(String.join("; ", notHaving));
        }
        return found;
    }

    /** One ledger, of which only one block is kept. */
    private static final class Looking {

        private final MatchId match;
        private final MatchingPeriod period;
        private final List<CorrectingBlock> corrections = new ArrayList<>();
        private final List<byte[]> hashes = new ArrayList<>();
        private final NamedValidators validators = new NamedValidators();
        private @Nullable ExportedBlock block;
        private @Nullable ExportedBlock newest;

        Looking(MatchId match) {
            this.match = match;
            this.period = match.period();
        }

        void through(LedgerFolder ledger) throws IOException {
            if (Files.exists(ledger.state())) {
                validators.readCopy(Files.readString(ledger.state(), StandardCharsets.ISO_8859_1));
            }
            try (InputStream in = new BufferedInputStream(Files.newInputStream(ledger.blocks()))) {
                var blocks = new BlocksReader(in);
                for (var next = blocks.next(); next.isPresent(); next = blocks.next()) {
                    look(next.get());
                }
            } catch (WrongLedger wrong) {
                throw new IllegalArgumentException(ledger.path() + ": " + wrong.getMessage(), wrong);
            }
        }

        private void look(ExportedBlock next) {
            newest = next;
            hashes.add(HexFormat.of().parseHex(next.header().hash()));
            if (next.header().key().period().equals(period)) {
                block = next;
            } else if (block != null && CorrectingBlock.corrects(next.lines(), match)) {
                corrections.add(new CorrectingBlock(next.header(), next.lines()));
            }
            next.lines().forEach(validators::read);
        }

        String why(MatchId match) {
            if (block != null && block.retired()) {
                return " has forgotten the entries of the period " + period
                        + ": a receipt of that time still proves them";
            }
            if (block != null) {
                return " has no match " + match + " in block " + block.header().height() + " of that period";
            }
            return newest == null || newest.header().key().period().isBefore(period)
                    ? " has not sealed the period " + period + " yet"
                    : " has no block of the period " + period;
        }

        Optional<SealedMatch> sealed(LedgerFolder ledger) throws IOException {
            return block == null || block.retired()
                    ? Optional.empty()
                    : Optional.of(new SealedMatch(
                            block.header(),
                            block.lines(),
                            MerkleTree.over(hashes, new Sha256()),
                            validators.keys(),
                            requireNonNull(newest).signatures(),
                            isAnchored(ledger.anchors(), block.header()),
                            corrections));
        }

        private static boolean isAnchored(Path anchors, BlockHeader header) throws IOException {
            if (!Files.exists(anchors)) {
                return false;
            }
            String published = new Anchor(header.height(), header.hash()).line();
            try (var lines = Files.lines(anchors, StandardCharsets.ISO_8859_1)) {
                return lines.anyMatch(published::equals);
            }
        }
    }
}
