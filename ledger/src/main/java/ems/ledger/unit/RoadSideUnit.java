package ems.ledger.unit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import ems.ledger.chain.Checkpoints;
import ems.ledger.export.WrongLedger;
import ems.ledger.note.NoteSigner;
import ems.ledger.note.NoteVerifier;
import ems.ledger.replay.PassedBlocks;
import ems.ledger.replay.ReplayedChain;
import ems.ledger.tree.Sha256;
import ems.market.ledger.BlockHeader;
import ems.market.party.GridId;

/**
 * Signs blocks of one grid that follow from those it has signed before, one for each height, and keeps them. It takes blocks
 * from one market alone: whose key it was told, or the one that first sent it a block. Thread-safe.
 *
 * <p>It knows what the market's contracts know: an entry that follows from others cannot be changed, and what a party signed
 * cannot. It cannot tell whether an unsigned reading or bid is what a device said.
 */
public final class RoadSideUnit implements Closeable {

    private static final String MARKET_KEY = "market-key.txt";

    private final GridId grid;
    private final NoteSigner signer;
    private final Path marketKey;
    private final UnitBlocks blocks;
    private final PassedBlocks passed;
    private final Sha256 sha = new Sha256();

    private Optional<NoteVerifier> market;
    private ReplayedChain replayed = ReplayedChain.EMPTY;
    /** Whether the newest block that was read asked for this unit's signature. */
    private boolean signsNewest;
    /** Of the newest block. */
    private UnitAnswer newest = new UnitAnswer.Followed();

    private @Nullable String refusal;

    /**
     * Goes on from what the folder holds, after running all of it again.
     *
     * @param market key of the market whose blocks it takes; empty: as the folder has it, else of the first that sends one
     * @throws WrongLedger if a block of the folder does not follow
     * @throws IllegalArgumentException if the folder has taken blocks from another market
     */
    public RoadSideUnit(GridId grid, NoteSigner signer, Optional<NoteVerifier> market, Path folder)
            throws IOException, WrongLedger {
        this.grid = grid;
        this.signer = signer;
        Files.createDirectories(folder);
        this.marketKey = folder.resolve(MARKET_KEY);
        this.market = market(market);
        this.blocks = new UnitBlocks(folder);
        this.passed = new PassedBlocks(blocks);
        try {
            blocks.read((block, start) -> {
                var before = replayed;
                replayed = replayed.next(block, Optional.empty(), passed, sha);
                signsNewest = isAsked(before, replayed);
                passed.add(block, start);
            });
            if (replayed.chain().length() > 0) {
                refuseUnlessMarketIsKnown();
                newest = answer(signsNewest ? signature(replayed) : "");
            }
        } catch (IOException | WrongLedger | RuntimeException e) {
            blocks.close();
            throw e;
        }
    }

    private Optional<NoteVerifier> market(Optional<NoteVerifier> told) throws IOException {
        if (!Files.exists(marketKey)) {
            return told;
        }
        var kept = NoteVerifier.parse(
                Files.readString(marketKey, StandardCharsets.UTF_8).strip());
        if (told.isPresent() && !told.get().equals(kept)) {
            throw new IllegalArgumentException("the blocks in " + marketKey.getParent() + " are from the market "
                    + kept.text() + ", not from " + told.get().text() + ": name another folder, or that market");
        }
        return Optional.of(kept);
    }

    /** Its public key, as blocks name it. */
    public NoteVerifier verifier() {
        return signer.verifier();
    }

    public GridId grid() {
        return grid;
    }

    /** How far it has come, and what it refused last. */
    public synchronized UnitStanding standing() {
        return new UnitStanding(
                grid,
                signer.verifier().text(),
                market.map(NoteVerifier::text),
                replayed.chain().length(),
                replayed.chain().headHash(),
                Optional.ofNullable(refusal));
    }

    /**
     * Judges a block. What is signed is on disk.
     *
     * @throws IOException if it cannot be kept: then it is not signed
     */
    public synchronized UnitAnswer judge(Proposal proposal) throws IOException {
        var answer = judged(proposal);
        if (answer instanceof UnitAnswer.Refused refused) {
            refusal = refused.reason();
        }
        return answer;
    }

    private UnitAnswer judged(Proposal proposal) throws IOException {
        var block = proposal.block();
        var header = block.header();
        long length = replayed.chain().length();
        if (!header.key().grid().equals(grid)) {
            return new UnitAnswer.Refused("it is of grid " + header.key().grid() + ", and this unit signs for " + grid);
        }
        if (header.height() > length) {
            return new UnitAnswer.Behind(length);
        }
        if (header.height() < length) {
            return judgedBefore(header);
        }
        try {
            proposal.refuseUnlessOf(market, replayed.chain().log(), sha);
            return take(proposal, replayed.next(block, Optional.empty(), passed, sha));
        } catch (IllegalArgumentException notTheMarket) {
            return new UnitAnswer.Refused(notTheMarket.getMessage());
        } catch (WrongLedger wrong) {
            return new UnitAnswer.Refused(wrong.wrong().toString());
        }
    }

    /** The newest block gets its signature as often as it is asked for; nothing else at its height does, and nothing below. */
    private UnitAnswer judgedBefore(BlockHeader header) {
        var head = replayed.chain().head().orElseThrow();
        if (header.equals(head)) {
            return newest;
        }
        return new UnitAnswer.Refused(
                header.height() == head.height()
                        ? "block " + head.height() + " is signed already, with hash " + head.hash()
                                + ": this one has hash " + header.hash()
                        : "block " + header.height() + " is signed already: this unit has come to block "
                                + head.height());
    }

    private UnitAnswer take(Proposal proposal, ReplayedChain next) throws IOException {
        if (market.isEmpty() || !Files.exists(marketKey)) {
            keep(proposal.market());
            market = Optional.of(proposal.market());
        }
        String signature = isAsked(replayed, next) ? signature(next) : "";
        var block = proposal.block().signed(signature);
        passed.add(block, blocks.append(block));
        replayed = next;
        newest = answer(signature);
        return newest;
    }

    private void refuseUnlessMarketIsKnown() {
        if (market.isEmpty()) {
            throw new IllegalArgumentException(
                    marketKey + " is missing, and blocks are there: name the market that they are from with --market");
        }
    }

    /** Whole or not at all. */
    private void keep(NoteVerifier from) throws IOException {
        var fresh = marketKey.resolveSibling(MARKET_KEY + ".part");
        try (var channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap((from.text() + '\n').getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
        Files.move(fresh, marketKey, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Whether this unit is among those that sign the block. */
    private boolean isAsked(ReplayedChain before, ReplayedChain next) {
        var signers = before.state()
                .registered()
                .validators()
                .or(() -> next.state().registered().validators());
        return signers.isPresent()
                && signers.get().keys().contains(signer.verifier().text());
    }

    private String signature(ReplayedChain next) {
        return Checkpoints.signatures(
                Checkpoints.of(grid, next.chain().log(), sha).sign(signer));
    }

    private static UnitAnswer answer(String signature) {
        return signature.isEmpty() ? new UnitAnswer.Followed() : new UnitAnswer.Signed(signature);
    }

    @Override
    public synchronized void close() throws IOException {
        blocks.close();
    }
}
