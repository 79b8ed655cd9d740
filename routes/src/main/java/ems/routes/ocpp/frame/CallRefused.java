package ems.routes.ocpp.frame;

/** A call that gets an error for an answer; the message goes to whoever called. */
public final class CallRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final FaultCode code;

    /** @param reason value, unit and bound */
    public CallRefused(FaultCode code, String reason) {
        super(reason);
        this.code = code;
    }

    public FaultCode code() {
        return code;
    }
}
