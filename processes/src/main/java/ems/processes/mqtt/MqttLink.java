package ems.processes.mqtt;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import jakarta.inject.Singleton;

import io.vertx.core.Vertx;
import org.apache.camel.CamelContext;

import ems.console.course.NoticeNow;
import ems.market.party.GridId;
import ems.routes.mqtt.MqttDoor;
import ems.routes.mqtt.MqttFigures;
import ems.routes.mqtt.MqttFleet;
import ems.routes.store.JdbcDoubtStore;
import ems.routes.telemetry.DemoFleetRoute;
import ems.routes.telemetry.OpenGrids;

/** Opens the door for MQTT of a market that has a broker, and says what people should know of it. */
@Singleton
public class MqttLink {

    private static final int NAMED = 5;

    private final Vertx vertx;
    private final CamelContext camel;
    private final OpenGrids grids;
    private final Clock clock;
    private final DataSource database;
    private final MqttSettings settings;
    private final MqttState state;

    public MqttLink(
            Vertx vertx,
            CamelContext camel,
            OpenGrids grids,
            Clock clock,
            DataSource database,
            MqttSettings settings,
            MqttState state) {
        this.vertx = vertx;
        this.camel = camel;
        this.grids = grids;
        this.clock = clock;
        this.database = database;
        this.settings = settings;
        this.state = state;
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

    /** What whoever looks at a grid should know of its devices. */
    public List<NoticeNow> notices(GridId grid) {
        List<NoticeNow> notices = new ArrayList<>();
        state.figures().ifPresent(now -> {
            var away = now.away().getOrDefault(grid, Map.of());
            if (!away.isEmpty()) {
                notices.add(away(away));
            }
            if (!grid.equals(settings.grid())) {
                return;
            }
            now.trouble().ifPresent(why -> notices.add(lost(now, why)));
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
