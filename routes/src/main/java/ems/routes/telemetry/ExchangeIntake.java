package ems.routes.telemetry;

import ems.market.exchange.ExchangeDoor;

/**
 * Takes what parties of matches with a private home sign of their exchange into one live grid: a compact JWS on each line of a body,
 * each checked at once and held until its period is settled, or refused with the door's reason.
 */
public final class ExchangeIntake {

    private final ExchangeDoor exchanges;

    public ExchangeIntake(ExchangeDoor exchanges) {
        this.exchanges = exchanges;
    }

    /** @return once the good ones are held; the refused ones are still to be put into their box */
    IntakeReport take(IncomingMessage incoming) {
        var body = incoming.bodies().get(0);
        return new TokenBody(incoming, TokenBody.text(body))
                .taken("exchange", tokens -> exchanges.take(tokens, body.mayReport(), incoming.receivedAt()));
    }
}
