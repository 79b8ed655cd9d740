package ems.processes.town;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.processes.child.ChildListener;
import ems.processes.child.ChildOrder;
import ems.processes.child.OwnCommand;

/**
 * How everybody of a town is started: the commands that a person would type, on loopback.
 *
 * @param own the application's commands
 */
record TownOrders(OwnCommand own, TownPlan plan, TownFolder folder) {

    /** A new grid's first block, which enrols everybody, on a machine that starts so many others. */
    private static final Duration SIGNS_WITHIN = Duration.ofSeconds(5);

    private static final ChildListener NOBODY = line -> {};

    ChildOrder broker(Mosquitto mosquitto, int port) throws IOException {
        return new ChildOrder(
                "mosquitto", "MQTT broker", Optional.of(port), mosquitto.command(folder.of("broker"), port), NOBODY);
    }

    ChildOrder unit(String name, int port, ChildListener heard) throws IOException {
        var words = List.of("validator", "--name", name, "--port", text(port), "--data", place(name));
        return new ChildOrder(
                name, "road-side unit", Optional.of(port), own.with("validator", List.of(), words), heard);
    }

    /**
     * @param units ports of those that sign
     * @param broker empty: the simulated fleet speaks within the market
     */
    ChildOrder market(
            int port, List<Integer> units, Optional<String> broker, TownStations stations, ChildListener heard) {
        List<String> settings = new ArrayList<>();
        settings.add("ems.demo.pairs=" + plan.homes());
        settings.add("ems.validators.patience=" + SIGNS_WITHIN);
        settings.add("ems.validators.urls="
                + units.stream().map(unit -> "http://127.0.0.1:" + unit).collect(Collectors.joining(",")));
        List<String> words = new ArrayList<>(List.of("run", "--port", text(port)));
        words.addAll(List.of("--data", folder.market().toString(), "--speed", text(plan.speed())));
        plan.from().ifPresent(time -> words.addAll(List.of("--from", time.toString())));
        if (plan.stations() > 0) {
            words.addAll(List.of(
                    "--ocpp",
                    text(stations.port()),
                    "--chargers",
                    stations.table().toString()));
        }
        broker.ifPresent(url -> {
            settings.add("ems.demo.speaks=mqtt");
            words.addAll(List.of("--mqtt", url));
        });
        return new ChildOrder(
                "market", "market", Optional.of(port), own.with("market-of-town", settings, words), heard);
    }

    ChildOrder station(TownStations stations, int number) throws IOException {
        var name = TownStations.name(number);
        var words = List.of(
                "station",
                "--name",
                name,
                "--car",
                plan.cars().get(number).text(),
                "--central",
                stations.central(),
                "--kw",
                TownStations.KILOWATTS,
                "--data",
                place(name));
        var command = own.with("agent", List.of(), words);
        command.environment().put("EMS_STATION_PASSWORD", stations.passwords().get(number));
        return new ChildOrder(name, "charging station", Optional.empty(), command, NOBODY);
    }

    /**
     * @param market its address
     * @param broker at which the home's meter publishes; empty: the agent simulates it
     * @param token of a device that speaks for home and car
     */
    ChildOrder agent(
            String name,
            ProsumerId home,
            VehicleId car,
            String market,
            Optional<String> broker,
            String token,
            ChildListener heard)
            throws IOException {
        List<String> words = new ArrayList<>(List.of("agent", "--home", home.text(), "--car", car.text()));
        words.addAll(broker.map(url -> List.of("--mqtt", url)).orElse(List.of("--readings", "demo")));
        words.addAll(List.of("--market", market, "--data", place(name)));
        if (plan.speed() > 1) {
            words.addAll(List.of("--clock", folder.market().toString()));
        }
        var command = own.with("agent", List.of(), words);
        command.environment().put("EMS_AGENT_TOKEN", token);
        return new ChildOrder(name, "agent", Optional.empty(), command, heard);
    }

    private String place(String name) throws IOException {
        return folder.of(name).toString();
    }

    private static String text(int number) {
        return Integer.toString(number);
    }
}
