package ems.routes.ocpp.session;

import java.util.Objects;
import java.util.Optional;

import ems.market.quantity.Energy;
import ems.routes.ocpp.table.Plug;

/**
 * What a station says as a session begins. Who says the same again means the same session.
 *
 * @param transaction the station's own name for it in 2.x; empty in 1.6
 * @param token that it was begun with
 * @param at when it begins; the stamp tells a repeat
 * @param register of the energy into the car
 */
public record SessionStart(
        Plug plug, Optional<String> transaction, String token, StationStamp at, Optional<Energy> register) {

    /** The same for a repeat, and for nothing else of the station. */
    public String key() {
        return transaction
                .map(name -> "2 " + name)
                .orElseGet(() -> String.join(
                        " ",
                        "1",
                        Integer.toString(plug.number()),
                        at.stamp().toString(),
                        Objects.toString(register.map(Energy::millijoules).orElse(null)),
                        token));
    }
}
