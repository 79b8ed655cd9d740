package ems.chains.evm;

/**
 * What a chain holds of a block.
 *
 * @param hash of its header, 64 hex digits
 */
public record PublishedAnchor(long height, String hash) {

    /** As in an auditor's file of anchors. */
    public String line() {
        return height + " " + hash;
    }
}
