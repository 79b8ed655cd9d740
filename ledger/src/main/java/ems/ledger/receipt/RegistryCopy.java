package ems.ledger.receipt;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import ems.ledger.chain.Checkpoints;
import ems.ledger.chain.HeaderText;
import ems.ledger.contract.Refuse;
import ems.ledger.contract.Registered;
import ems.ledger.contract.State;
import ems.ledger.note.Checkpoint;
import ems.ledger.note.NoteVerifier;
import ems.ledger.tree.MerkleTree;
import ems.ledger.tree.Sha256;
import ems.market.ledger.BlockHeader;
import ems.market.party.GridId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Entry;
import ems.market.record.GlobalModel;

import static java.util.Objects.requireNonNull;

/**
 * All that the newest block holds of a grid's parties and their keys, and its newest shared model, with what proves it: the lines lead to
 * the roots in the block's header, the header to the checkpoint's root, and that is signed. As it travels; nothing of it is known to be true.
 *
 * @param block its header's line
 * @param lines of the registry, {@code key=value}
 * @param model the entry of the newest shared model; empty: there is none
 * @param path from the block to the checkpoint's root
 * @param signers of the checkpoint, in their order
 * @param signatures lines of a note, each with its end
 */
public record RegistryCopy(
        String block,
        List<String> lines,
        String model,
        String path,
        List<String> signers,
        String checkpoint,
        String signatures) {

    /** The one key of what the ledger holds of models. */
    private static final String MODEL = "model";

    public RegistryCopy {
        requireNonNull(block);
        lines = List.copyOf(lines);
        requireNonNull(model);
        requireNonNull(path);
        signers = List.copyOf(signers);
        requireNonNull(checkpoint);
        requireNonNull(signatures);
    }

    /**
     * @param block the newest one
     * @param log the tree over the hashes of all headers
     * @param signatures under the block, lines of a note
     * @param keys of validators that the ledger names
     */
    public static RegistryCopy of(
            BlockHeader block, State registry, State model, MerkleTree log, String signatures, List<String> keys) {
        var checkpoint = Checkpoints.of(block.key().grid(), log.size(), log.root());
        return new RegistryCopy(
                HeaderText.line(block),
                registry.lines().entrySet().stream()
                        .map(line -> line.getKey() + '=' + line.getValue())
                        .toList(),
                model.get(MODEL).orElse(""),
                HashPath.of(log.proof((int) block.height())).text(),
                SignedLog.signers(checkpoint, signatures, keys).stream()
                        .map(NoteVerifier::text)
                        .toList(),
                checkpoint.text(),
                signatures);
    }

    /**
     * The registry, if all of this holds, and the block is the newest that the checkpoint names: an older one has keys that are others'
     * by now.
     *
     * @throws IllegalArgumentException if it is not the registry of the grid in a block that those who are trusted signed
     */
    public Proven verified(GridId grid, Trust trust) {
        var sha = new Sha256();
        var header = HeaderText.parse(block);
        Refuse.when(!HeaderText.isSound(header, sha), "the block's hash is not the hash of its fields");
        Refuse.when(
                !header.key().grid().equals(grid),
                "the block is of grid " + header.key().grid());
        var registry = State.of(values());
        Refuse.when(
                !registry.root().equals(header.states().registry()), "the lines do not lead to the block's registry");
        Refuse.when(
                !State.of(model.isEmpty() ? Map.of() : Map.of(MODEL, model))
                        .root()
                        .equals(header.states().model()),
                "the shared model is not that of the block");
        var log = new SignedLog(
                Checkpoint.parse(checkpoint),
                signers.stream().map(NoteVerifier::parse).toList(),
                signatures);
        log.refuseUnlessHolds(header, HashPath.parse(path), sha);
        Refuse.when(
                header.height() + 1 != log.checkpoint().size(),
                "block " + header.height() + " is not the newest of a log of "
                        + log.checkpoint().size());
        log.refuseUnlessOf(grid);
        log.refuseUnlessSigned();
        trust.validators().ifPresent(log::refuseUnlessTrusted);
        return new Proven(
                registered(registry),
                model.isEmpty() ? Optional.empty() : Optional.of((GlobalModel) Entry.parse(model)),
                log.checkpoint(),
                header.key().period());
    }

    /** A market that nobody holds to a signature may have made up any lines. */
    private static Registered registered(State registry) {
        try {
            return Registered.of(registry);
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("a line of the registry is not written as the ledger writes it", e);
        }
    }

    private TreeMap<String, String> values() {
        var values = new TreeMap<String, String>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            Refuse.when(equals < 0, "'" + line + "' is no line key=value of a registry");
            values.put(line.substring(0, equals), line.substring(equals + 1));
        }
        return values;
    }

    /**
     * What was proven, and under which checkpoint.
     *
     * @param model the newest shared model; empty: there is none
     * @param at period of the block
     */
    public record Proven(
            Registered registered, Optional<GlobalModel> model, Checkpoint checkpoint, MatchingPeriod at) {}
}
