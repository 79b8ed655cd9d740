package ems.chains.rpc;

/** Failure: the node did not answer, or with something that is no answer; whether it acted is unknown. */
public final class NodeAway extends RuntimeException {

    private static final long serialVersionUID = 1;

    public NodeAway(String message) {
        super(message);
    }

    NodeAway(String message, Throwable cause) {
        super(message, cause);
    }
}
