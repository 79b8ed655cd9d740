package ems.processes.mqtt;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import jakarta.inject.Singleton;

import io.vertx.core.Vertx;
import org.apache.camel.CamelContext;
import org.jboss.logging.Logger;

import ems.console.course.NoticeNow;
import ems.market.party.GridId;
import ems.processes.grid.ChargerTableFile;
import ems.routes.mqtt.MqttDoor;
import ems.routes.mqtt.MqttFigures;
import ems.routes.mqtt.MqttFleet;
import ems.routes.ocpp.table.Chargers;
import ems.routes.store.JdbcDoubtStore;
import ems.routes.telemetry.DemoFleetRoute;
import ems.routes.telemetry.OpenGrids;
import ems.routes.wiring.SilentRow;
import ems.routes.wiring.WiringFile;
import ems.routes.wiring.WiringTable;

/** Opens the door for MQTT of a market that has a broker, and says what people should know of it. */
@Singleton
public class MqttLink {

    private static final Logger LOG = Logger.getLogger("ems.mqtt");
    private static final int NAMED = 5;

    private final Vertx vertx;
    private final CamelContext camel;
    private final OpenGrids grids;
    private final Clock clock;
    private final DataSource database;
    private final MqttSettings settings;
    private final MqttState state;
    private final ChargerTableFile chargers;

    public MqttLink(
            Vertx vertx,
            CamelContext camel,
            OpenGrids grids,
            Clock clock,
            DataSource database,
            MqttSettings settings,
            MqttState state,
            ChargerTableFile chargers) {
        this.vertx = vertx;
        this.camel = camel;
        this.grids = grids;
        this.clock = clock;
        this.database = database;
        this.settings = settings;
        this.state = state;
        this.chargers = chargers;
    }

    /** The broker need not answer yet. */
    public void open() {
        var broker = settings.broker();
        if (broker.isEmpty()) {
            if (settings.fleetPublishes()) {
                throw new IllegalArgumentException(DemoFleetRoute.SPEAKS + "=mqtt needs a broker: --mqtt URL");
            }
            return;
        }
        if (settings.wiring().isPresent()
                && !settings.gridMayOpenLater()
                && grids.find(settings.grid()).isEmpty()) {
            throw new IllegalArgumentException(
                    "ems.mqtt.grid: '" + settings.grid()
                            + "' is no open grid, and the devices of the wiring table would be heard for nobody: name the grid that they belong to");
        }
        settings.wiring().ifPresent(MqttLink::warnOfOtherTables);
        settings.wiring().ifPresent(this::warnOfCarsToldTwice);
        state.opened(new MqttDoor(
                        vertx,
                        camel,
                        grids,
                        clock,
                        broker.get(),
                        settings.login(),
                        settings.grid(),
                        new JdbcDoubtStore(database, settings.grid()),
                        settings.wiring())
                .open());
        if (settings.fleetPublishes()) {
            state.publishes(MqttFleet.in(camel, vertx, broker.get(), settings.loginOfFleet()));
        }
    }

    private static void warnOfOtherTables(Path folder) {
        WiringFile.passedOver(folder)
                .forEach(other -> LOG.warnf(
                        "MQTT: %s is not read: the wiring table is the file %s alone, put the rows into that",
                        folder.resolve(other), WiringFile.NAME));
    }

    private void warnOfCarsToldTwice(Path folder) {
        chargers.chargers()
                .ifPresent(table -> toldTwice(new WiringFile(folder).active(), table, settings.grid())
                        .forEach(line -> LOG.warnf("MQTT: %s", line)));
    }

    /** A line for each car that a charger reports, and a row of the wiring table as well. */
    static List<String> toldTwice(WiringTable wiring, Chargers chargers, GridId grid) {
        return chargers.all().stream()
                .filter(charger -> charger.grid().equals(grid))
                .filter(charger -> wiring.rowOf(charger.vehicle()).isPresent())
                .map(charger -> "vehicle " + charger.vehicle() + " is told of twice, by "
                        + charger.plug() + " and by row "
                        + wiring.rowOf(charger.vehicle()).getAsInt()
                        + " of the wiring table: take one of the two out, or their reports contradict each other")
                .sorted()
                .toList();
    }

    /** What whoever looks at a grid should know of its devices. */
    public List<NoticeNow> notices(GridId grid) {
        List<NoticeNow> notices = new ArrayList<>();
        state.figures().ifPresent(now -> {
            var away = now.away().gone().getOrDefault(grid, Map.of());
            if (!away.isEmpty()) {
                notices.add(away(away));
            }
            if (!grid.equals(settings.grid())) {
                return;
            }
            now.trouble().ifPresent(why -> notices.add(lost(now, why)));
            silent(now).ifPresent(notices::add);
            now.wiringRefusal()
                    .ifPresent(why -> notices.add(new NoticeNow(
                            "the wiring table was changed and is not sound: " + why,
                            "./ems wiring check says what is wrong; the table before holds until it is mended.")));
        });
        return notices;
    }

    static NoticeNow lost(MqttFigures now, String why) {
        return new NoticeNow(
                "the MQTT broker " + now.broker() + " is not reached: " + why,
                "The market tries again at least every two seconds. What devices publish meanwhile waits at the broker, if that"
                        + " runs; homes and cars that nobody hears trade nothing.");
    }

    /** While the broker is not reached, all are silent. */
    static Optional<NoticeNow> silent(MqttFigures now) {
        var rows = now.away().rows();
        if (rows.isEmpty() || now.trouble().isPresent()) {
            return Optional.empty();
        }
        var named = rows.stream().limit(NAMED).map(SilentRow::toString).collect(Collectors.joining("; "));
        int more = rows.size() - NAMED;
        return Optional.of(
                new NoticeNow(
                        "rows of the wiring table tell nothing: " + named + (more > 0 ? "; and " + more + " more" : ""),
                        "mosquitto_sub -t '#' -v shows what the device publishes: mend the row's topic or pointer, or see that the device is on."));
    }

    private static NoticeNow away(Map<String, Instant> members) {
        var names = members.entrySet().stream()
                .limit(NAMED)
                .map(gone -> gone.getKey() + " since " + gone.getValue())
                .collect(Collectors.joining(", "));
        int more = members.size() - NAMED;
        return new NoticeNow(
                "devices have gone from the MQTT broker: " + names + (more > 0 ? " and " + more + " more" : ""),
                "A car takes no part until it reports again; a home's minutes are not forecast while its meter is silent.");
    }
}
