package ems.ledger.chain;

import ems.market.ledger.AnchorUnavailable;
import ems.market.record.Validators;

/** Port: gets a new block the signatures of its validators. */
public interface BlockSigning {

    /**
     * Lines of a note over the checkpoint of the log that this block ends: at least as many as the quorum.
     *
     * @throws AnchorUnavailable if too few sign now: the block waits
     */
    String sign(SealedBlock block, Validators validators);

    /**
     * Whether somebody else is asked, who may have signed the block though no answer came: then it stays the next one,
     * whatever happens, and nothing is locked while they are asked.
     */
    boolean asksOthers();
}
