package ems.market.ledger;

/** Port: a place outside the operator's reach where block headers are published, in order of height. */
public interface AnchorTarget {

    /**
     * Publishes the header; publishing the same one again changes nothing.
     *
     * @throws AnchorUnavailable if the target cannot take it now
     * @throws AnchorMissing if earlier headers are to be published first
     */
    void publish(BlockHeader header);
}
