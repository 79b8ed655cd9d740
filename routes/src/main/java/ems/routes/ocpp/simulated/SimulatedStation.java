package ems.routes.ocpp.simulated;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalInt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import org.jspecify.annotations.Nullable;

import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Power;
import ems.routes.ocpp.frame.CallRefused;
import ems.routes.ocpp.frame.FaultCode;
import ems.routes.ocpp.frame.FrameText;

/**
 * A charging station of OCPP 1.6 with one connector, in rounds: it follows its car, meters on whole 10 s, and lets flow what the limit
 * in force says, in either direction. Registers are whole Wh, as those of many chargers are. What it measures while the central system
 * is away is told by its next reading.
 */
public final class SimulatedStation {

    private static final String ACCEPTED = "Accepted";
    private static final String STATUS = "status";
    private static final String CONNECTOR = "connectorId";
    private static final String TIMESTAMP = "timestamp";
    private static final long MILLIJOULES_PER_WATT_HOUR = 3_600_000;
    private static final Duration BETWEEN_CALLS = Duration.ofSeconds(2);

    private final WebSocketClient client;
    private final URI central;
    private final String name;
    private final String password;
    private final SimulatedCar car;
    private final Energy capacity;
    private final Power greatest;
    private final KeepBattery kept;
    private final ChargingLimits limits = new ChargingLimits();

    private @Nullable StationSocket socket;
    private BatteryState battery;
    private Instant last;
    private Instant knocked = Instant.EPOCH;
    private boolean pluggedIn;
    private OptionalInt session = OptionalInt.empty();

    /** What must be on the disk before it is told: a register does not count back. */
    @FunctionalInterface
    public interface KeepBattery {
        /** @throws java.io.UncheckedIOException if the disk does not take it */
        void keep(BatteryState battery);
    }

    /**
     * @param central where stations connect, with a slash at its end
     * @param capacity of the car's battery
     * @param greatest power in either direction
     * @param battery as it was left
     * @param now when it is switched on
     */
    public SimulatedStation(
            Vertx vertx,
            URI central,
            String name,
            String password,
            SimulatedCar car,
            Energy capacity,
            Power greatest,
            BatteryState battery,
            KeepBattery kept,
            Instant now) {
        this.client = vertx.createWebSocketClient();
        this.central = central.resolve(name);
        this.name = name;
        this.password = password;
        this.car = car;
        this.capacity = capacity;
        this.greatest = greatest;
        this.battery = battery;
        this.kept = kept;
        this.last = now;
    }

    /** As it stands after the last round. */
    public synchronized BatteryState battery() {
        return battery;
    }

    /**
     * Does what is due.
     *
     * @return what it has measured, in words, if it told a reading
     * @throws IOException if the central system is away or refuses; it is tried again in a later round
     */
    public String round(Instant now) throws IOException, InterruptedException {
        boolean reads =
                !now.truncatedTo(ChronoUnit.SECONDS).isBefore(border(last).plus(MatchingPeriod.SAMPLE));
        // what flowed until the border is read at the border
        follow(reads ? border(now) : now);
        var line = line(now);
        if (line == null) {
            return "";
        }
        try {
            boolean there = car.isPluggedIn(now);
            if (there && session.isEmpty()) {
                begin(line, now);
            } else if (!there && session.isPresent()) {
                end(line, now);
            }
            if (reads && session.isPresent()) {
                kept.keep(battery());
                line.call("MeterValues", reading(border(now)));
                return inWords(now);
            }
            return reads ? "the car is away" : "";
        } catch (IOException e) {
            socket = null;
            throw e;
        }
    }

    private static Instant border(Instant at) {
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), 10) * 10);
    }

    private synchronized void follow(Instant now) {
        if (!now.isAfter(last)) {
            return;
        }
        battery = battery.drive(car.driven(last, now));
        // a session goes on while the central system is away, and the car may leave meanwhile
        if (pluggedIn && car.isPluggedIn(last)) {
            var time = Duration.between(last, now);
            long milliwatts = milliwatts(last);
            var moved = new Energy(Math.abs(milliwatts) * time.toMillis() / 1_000);
            battery = milliwatts >= 0 ? battery.charge(moved, capacity) : battery.discharge(moved);
        }
        last = now;
    }

    /** Below 0 out of the car. */
    private long milliwatts(Instant now) {
        long most = greatest.milliwatts();
        long wanted = limits.at(now)
                .map(watts -> watts.multiply(BigDecimal.valueOf(1_000)).longValue())
                .orElse(most);
        return Math.max(-most, Math.min(most, wanted));
    }

    /** Null: the central system was away a moment ago. */
    private @Nullable StationSocket line(Instant now) throws IOException, InterruptedException {
        var line = socket;
        if (line != null && !line.isClosed()) {
            return line;
        }
        socket = null;
        if (now.isBefore(knocked.plus(BETWEEN_CALLS))) {
            return null;
        }
        knocked = now;
        line = StationSocket.connect(client, central, name, password, this::answer);
        line.call(
                "BootNotification",
                FrameText.object().put("chargePointVendor", "EMS").put("chargePointModel", "Simulated"));
        var idle = car.isPluggedIn(now) ? "Preparing" : "Available";
        line.call("StatusNotification", status(session.isPresent() ? "Charging" : idle, now));
        socket = line;
        return line;
    }

    private void begin(StationSocket line, Instant now) throws IOException, InterruptedException {
        line.call("StatusNotification", status("Preparing", now));
        var answer = line.call(
                "StartTransaction",
                FrameText.object()
                        .put(CONNECTOR, 1)
                        .put("idTag", "EMS-TOWN")
                        .put("meterStart", wattHours(battery().charged()))
                        .put(TIMESTAMP, now.toString()));
        synchronized (this) {
            session = OptionalInt.of(answer.path("transactionId").asInt());
            pluggedIn = true;
        }
        line.call("StatusNotification", status("Charging", now));
    }

    private void end(StationSocket line, Instant now) throws IOException, InterruptedException {
        synchronized (this) {
            pluggedIn = false;
            limits.endSession();
        }
        kept.keep(battery());
        line.call(
                "StopTransaction",
                FrameText.object()
                        .put("transactionId", session.orElseThrow())
                        .put("meterStop", wattHours(battery().charged()))
                        .put(TIMESTAMP, now.toString())
                        .put("reason", "EVDisconnected"));
        session = OptionalInt.empty();
        line.call("StatusNotification", status("Available", now));
    }

    private static ObjectNode status(String status, Instant now) {
        return FrameText.object()
                .put(CONNECTOR, 1)
                .put("errorCode", "NoError")
                .put(STATUS, status)
                .put(TIMESTAMP, now.toString());
    }

    private ObjectNode reading(Instant at) {
        var state = battery();
        var values = FrameText.object().put(TIMESTAMP, at.toString());
        var sampled = values.putArray("sampledValue");
        sampled.add(value("Energy.Active.Import.Register", "Wh", Long.toString(wattHours(state.charged()))));
        sampled.add(value("Energy.Active.Export.Register", "Wh", Long.toString(wattHours(state.discharged()))));
        sampled.add(value("SoC", "Percent", percent(state).toPlainString()));
        var payload = FrameText.object().put(CONNECTOR, 1).put("transactionId", session.orElseThrow());
        payload.putArray("meterValue").add(values);
        return payload;
    }

    private static ObjectNode value(String measurand, String unit, String value) {
        return FrameText.object()
                .put("value", value)
                .put("measurand", measurand)
                .put("unit", unit)
                .put("context", "Sample.Clock");
    }

    private static long wattHours(Energy energy) {
        return energy.millijoules() / MILLIJOULES_PER_WATT_HOUR;
    }

    private BigDecimal percent(BatteryState state) {
        return BigDecimal.valueOf(state.stored().millijoules() * 1_000 / capacity.millijoules(), 1);
    }

    private String inWords(Instant now) {
        return "the car holds " + percent(battery()).toPlainString() + " %, and the limit is "
                + limit(now).toPlainString() + " kW";
    }

    /** In kW; below 0 out of the car. */
    synchronized BigDecimal limit(Instant now) {
        return BigDecimal.valueOf(milliwatts(now) / 1_000, 3);
    }

    private synchronized ObjectNode answer(String action, ObjectNode payload) {
        return switch (action) {
            case "ChangeConfiguration" -> answered(true);
            case "GetConfiguration" -> {
                var answer = FrameText.object();
                answer.putArray("configurationKey")
                        .addObject()
                        .put("key", "ChargeProfileMaxStackLevel")
                        .put("readonly", true)
                        .put("value", "8");
                yield answer;
            }
            case "SetChargingProfile" -> answered(limits.set(payload.path("csChargingProfiles"), last));
            case "ClearChargingProfile" ->
                FrameText.object().put(STATUS, limits.clear(payload.path("id").asInt()) ? ACCEPTED : "Unknown");
            default -> throw new CallRefused(FaultCode.NOT_IMPLEMENTED, "this station does no " + action);
        };
    }

    private static ObjectNode answered(boolean good) {
        return FrameText.object().put(STATUS, good ? ACCEPTED : "Rejected");
    }

    /** The car stays; nobody meters it any more. */
    public void close() throws IOException, InterruptedException {
        var line = socket;
        if (line != null) {
            line.close();
        }
    }
}
