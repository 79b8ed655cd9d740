package ems.routes.ocpp.station;

/** Why a station did not do what it was called for, in words. */
public final class StationFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    public StationFailure(String reason) {
        super(reason);
    }
}
