package ems.market.matching.peer;

/** A solver with the model of one problem at hand: building it is not part of solving. */
public interface Peer {

    /** Solves from the beginning, each time it is called. */
    void solve();

    /** Energy in mJ that the last answer moves. */
    long value();
}
