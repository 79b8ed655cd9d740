package ems.routes.telemetry;

import ems.market.forecast.ForecastDoor;

/**
 * Takes the forecasts that homes' own agents sign into one live grid: a compact JWS on each line of a body, each checked at once
 * and held for its period, or refused with the door's reason.
 */
public final class ForecastIntake {

    private final ForecastDoor forecasts;

    public ForecastIntake(ForecastDoor forecasts) {
        this.forecasts = forecasts;
    }

    /** @return once the good ones are held; the refused ones are still to be put into their box */
    IntakeReport take(IncomingMessage incoming) {
        var body = incoming.bodies().get(0);
        return new TokenBody(incoming, TokenBody.text(body))
                .taken("forecast", tokens -> forecasts.take(tokens, body.mayReport(), incoming.receivedAt()));
    }
}
