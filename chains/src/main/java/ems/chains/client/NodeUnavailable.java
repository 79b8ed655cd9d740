package ems.chains.client;

/** Failure: the node did not answer, or with something that is no answer; whether it acted is unknown. */
public final class NodeUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    public NodeUnavailable(String message) {
        super(message);
    }

    NodeUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
