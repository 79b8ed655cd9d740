package ems.processes.grid;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import ems.ledger.key.KeyFolder;
import ems.ledger.key.Passphrase;
import ems.ledger.key.SigningKey;
import ems.ledger.note.NoteSigner;
import ems.market.party.GridId;
import ems.market.party.Party;

/**
 * The private keys of this installation, made when they are first asked for and kept in {@code keys} of the data folder:
 * those of the road-side units here, that of the market, and those of members whose bids are signed here.
 */
@ApplicationScoped
public class InstallationKeys {

    private static final int LONGEST_NAME = 38;

    private final Path data;

    public InstallationKeys(@ConfigProperty(name = "ems.data", defaultValue = "data") Path data) {
        this.data = data;
    }

    /**
     * Of road-side units that sign in this process: those that are there, in order, and none where the folder is missing.
     *
     * @param least so many are made if they are not there
     */
    List<NoteSigner> units(int least) {
        return IntStream.iterate(1, number -> number + 1)
                .takeWhile(number -> number <= least || has("rsu-" + number))
                .mapToObj(number -> signer("rsu-" + number))
                .toList();
    }

    private boolean has(String name) {
        return Files.exists(folder()) && folder(folder()).has(name);
    }

    /** With which this market signs the blocks that it sends to units elsewhere. */
    NoteSigner market() {
        return signer("market");
    }

    private NoteSigner signer(String name) {
        return new NoteSigner(name, folder(folder()).signingKey(name));
    }

    Path folder() {
        return data.resolve("keys");
    }

    /** The key with which a party signs its bids that the grid began with. */
    public SigningKey of(GridId grid, Party party) {
        return signingKey(grid, party.account().replace(':', '-'));
    }

    /** The same, if it is there. */
    Optional<SigningKey> find(GridId grid, Party party) {
        String name = party.account().replace(':', '-');
        var members = folder().resolve(grid.text());
        return Files.exists(members) && folder(members).has(name)
                ? Optional.of(folder(members).signingKey(name))
                : Optional.empty();
    }

    /** The key that was made for a party when an operator ordered so. */
    public SigningKey of(GridId grid, Party party, long trail) {
        return signingKey(grid, "order-" + trail + '-' + shortened(party));
    }

    /** A file's name has no place for the longest account. */
    private static String shortened(Party party) {
        String name = party.account().replace(':', '-');
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }

    private SigningKey signingKey(GridId grid, String name) {
        return folder(folder().resolve(grid.text())).signingKey(name);
    }

    private static KeyFolder folder(Path folder) {
        return new KeyFolder(folder, Passphrase.in(System.getenv()), new SecureRandom());
    }
}
