package ems.routes.ocpp.control;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import ems.market.party.PeriodKey;
import ems.market.period.ControlsChargers;
import ems.market.period.SetPoint;
import ems.routes.ocpp.session.ChargingStore;
import ems.routes.ocpp.session.Letters;
import ems.routes.ocpp.session.StationClocks;
import ems.routes.ocpp.station.StationLink;
import ems.routes.ocpp.table.Charger;
import ems.routes.ocpp.table.Chargers;
import ems.routes.ocpp.table.Plug;

/**
 * Turns the set points of a period into orders of the stations that are connected and have a session open. A car without a station, or
 * without a session, gets none; a charger that takes no order is reported as not controllable.
 */
public final class StationControls implements ControlsChargers {

    private final Chargers chargers;
    private final Function<String, Optional<StationLink>> stations;
    private final ChargingStore store;
    private final StationSetup setup;
    private final StationClocks clocks;
    private final Letters letters;
    private final InstantSource clock;
    private final Map<Plug, PlugControl> controls = new HashMap<>();

    public StationControls(
            Chargers chargers,
            Function<String, Optional<StationLink>> stations,
            ChargingStore store,
            StationSetup setup,
            StationClocks clocks,
            Letters letters,
            InstantSource clock) {
        this.chargers = chargers;
        this.stations = stations;
        this.store = store;
        this.setup = setup;
        this.clocks = clocks;
        this.letters = letters;
        this.clock = clock;
    }

    /** Asks the database; the stations' answers are not waited for. Of a period that is over nothing is asked any more. */
    @Override
    public synchronized void control(PeriodKey period, List<SetPoint> points) {
        if (!clock.instant().isBefore(period.period().end())) {
            return;
        }
        Map<Plug, SetPoint> wanted = new HashMap<>();
        for (SetPoint point : points) {
            chargers.of(period.grid(), point.vehicle()).ifPresent(charger -> wanted.put(charger.plug(), point));
        }
        for (Charger charger : chargers.all()) {
            if (charger.grid().equals(period.grid())) {
                var point = wanted.get(charger.plug());
                if (point == null) {
                    release(charger);
                } else {
                    order(charger, PowerOrder.of(point, charger));
                }
            }
        }
    }

    private void release(Charger charger) {
        var control = controls.get(charger.plug());
        if (control != null) {
            control.release();
        }
    }

    private void order(Charger charger, PowerOrder order) {
        var plug = charger.plug();
        var link = stations.apply(plug.station());
        var session = store.openAt(plug);
        if (link.isEmpty() || session.isEmpty()) {
            controls.remove(plug);
            return;
        }
        var control = controls.get(plug);
        if (control == null || !control.isOf(link.get(), session.get())) {
            control = new PlugControl(charger, link.get(), session.get(), setup.stackLevelForOrders(link.get()));
            controls.put(plug, control);
        }
        control.give(order, clocks.there(plug.station(), clock.instant()))
                .thenAccept(refusal -> refusal.ifPresent(reason -> letters.write(
                        plug,
                        "not controllable",
                        order.flow() + " " + order.watts().toPlainString() + " W",
                        "not controllable: " + reason)));
    }
}
