package ems.ledger.unit;

import ems.ledger.chain.BlockSigner;
import ems.ledger.chain.BlockSigning;
import ems.ledger.chain.SealedBlock;
import ems.market.record.Validators;

/** While a quorum's keys are in this process it signs; otherwise units elsewhere do: so a grid goes from one to the other. */
public final class SigningHereOrElsewhere implements BlockSigning {

    private final BlockSigner here;
    private final AskedUnits elsewhere;

    public SigningHereOrElsewhere(BlockSigner here, AskedUnits elsewhere) {
        this.here = here;
        this.elsewhere = elsewhere;
    }

    @Override
    public String sign(SealedBlock block, Validators validators) {
        if (!here.isQuorumOf(validators)) {
            return elsewhere.sign(block, validators);
        }
        elsewhere.show(block, validators);
        return here.sign(block, validators);
    }

    @Override
    public boolean asksOthers() {
        return true;
    }
}
