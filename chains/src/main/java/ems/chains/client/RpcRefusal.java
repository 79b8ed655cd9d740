package ems.chains.client;

/** Failure: the node understood the call and says no. */
public final class RpcRefusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String data;

    RpcRefusal(String method, long code, String words, String data) {
        super("the node refuses " + method + ": " + words + " (" + code + ")");
        this.data = data;
    }

    /** What a contract said, hex with 0x; empty if the refusal is the node's own. */
    public String data() {
        return data;
    }
}
