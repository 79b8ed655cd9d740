package ems.market.forecast;

/** Failure: the forecaster broke or was late; persistence takes over. */
public final class ForecastUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    public ForecastUnavailable(String message) {
        super(message);
    }

    public ForecastUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
