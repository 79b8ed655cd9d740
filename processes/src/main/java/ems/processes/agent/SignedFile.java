package ems.processes.agent;

import ems.forecasting.federation.ModelFile;
import ems.ledger.token.UpdateToken;
import ems.market.party.ProsumerId;
import ems.processes.grid.LiveGrid;

/** A file whose hash its sender has signed. */
record SignedFile(ProsumerId home, ModelFile file) {

    /** Twice the size of an update of the network that runs, or once that of a masked one. */
    private static final int MOST_BYTES = 131_072;

    /** @throws IllegalArgumentException if the body is too long, or its hash is not what a party of the grid has signed */
    static SignedFile of(LiveGrid grid, String token, byte[] body) {
        if (body.length > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "an update has at most " + MOST_BYTES + " bytes, and not " + body.length);
        }
        var update = grid.registry().verified("the update", UpdateToken.claimed(token));
        var file = ModelFile.of(body);
        if (!file.hash().equals(update.hash())) {
            throw new IllegalArgumentException(
                    "the body has the hash " + file.hash() + ", and " + update.hash() + " is signed");
        }
        return new SignedFile(LearningHome.of(update), file);
    }
}
