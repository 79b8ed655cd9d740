package ems.processes.grid;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

import ems.ledger.chain.BlockSigner;
import ems.ledger.key.KeyFolder;
import ems.ledger.key.Passphrase;
import ems.ledger.key.SigningKey;
import ems.ledger.note.NoteSigner;
import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.record.Validators;

/**
 * The private keys of this installation, made when they are first asked for and kept in {@code keys} of the data folder:
 * those of the road-side units, and those of members whose bids are signed here.
 */
@ApplicationScoped
public class InstallationKeys {

    private static final int LONGEST_NAME = 38;

    private final Path data;
    /** How many road-side units sign blocks; 0: nobody does. */
    private final int units;
    /** How many of them must sign each block. */
    private final int quorum;

    private @Nullable BlockSigner signing;

    public InstallationKeys(
            @ConfigProperty(name = "ems.data", defaultValue = "data") Path data,
            @ConfigProperty(name = "ems.validators.units", defaultValue = "3") int units,
            @ConfigProperty(name = "ems.validators.quorum", defaultValue = "2") int quorum) {
        this.data = data;
        this.units = units;
        this.quorum = quorum;
    }

    synchronized BlockSigner units() {
        if (signing == null) {
            signing = units == 0 ? BlockSigner.NOBODY : new BlockSigner(signers());
        }
        return signing;
    }

    private List<NoteSigner> signers() {
        var folder = folder(data.resolve("keys"));
        return IntStream.rangeClosed(1, units)
                .mapToObj(number -> "rsu-" + number)
                .map(name -> new NoteSigner(name, folder.signingKey(name)))
                .toList();
    }

    /** What a new grid records of its road-side units. */
    Optional<Validators> validators() {
        return units == 0 ? Optional.empty() : Optional.of(units().validators(quorum));
    }

    /** @throws IllegalArgumentException if too few of those that a grid has named can sign here */
    void refuseTooFewOf(Validators named, GridId grid) {
        var own = validators().map(Validators::keys).orElse(List.of());
        long here = named.keys().stream().filter(own::contains).count();
        if (here < named.quorum()) {
            throw new IllegalArgumentException(
                    "the blocks of grid " + grid + " are signed by " + named.quorum() + " of "
                            + named.keys().size() + " road-side units, and the keys of " + here + " are in "
                            + data.resolve("keys") + ": bring the keys back, or name another folder with --data");
        }
    }

    /** The key with which a party signs its bids that the grid began with. */
    public SigningKey of(GridId grid, Party party) {
        return signingKey(grid, party.account().replace(':', '-'));
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
        return folder(data.resolve("keys").resolve(grid.text())).signingKey(name);
    }

    private static KeyFolder folder(Path folder) {
        return new KeyFolder(folder, Passphrase.in(System.getenv()), new SecureRandom());
    }
}
