package ems.processes.agent;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

import ems.ledger.key.KeyFolder;
import ems.ledger.key.SigningKey;
import ems.market.party.Party;

/** The keys with which an agent signs, in its folder; made when they are first asked for. */
public final class AgentKeyFolder {

    private static final String FOLDER = "keys";

    private final KeyFolder keys;

    /**
     * @param folder of the agent
     * @param passphrase that encrypts them; empty: they lie in the open
     */
    public AgentKeyFolder(Path folder, Optional<char[]> passphrase) {
        this.keys = new KeyFolder(folder.resolve(FOLDER), passphrase, new SecureRandom());
    }

    public SigningKey of(Party party) {
        return keys.signingKey(party.account().replace(':', '-'));
    }
}
