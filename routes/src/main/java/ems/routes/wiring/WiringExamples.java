package ems.routes.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Wiring tables for the devices that people have, to begin with: each a file of its own. */
public final class WiringExamples {

    /** In the order of the alphabet. */
    public static final List<String> KINDS = List.of(
            "dsmr-reader",
            "evcc",
            "home-assistant",
            "openems",
            "shelly-gen1-em",
            "shelly-gen1-plug",
            "shelly-gen2-3em",
            "shelly-gen2-em",
            "shelly-gen2-rpc",
            "tasmota-plug",
            "tasmota-reading-head",
            "teslamate",
            "victron",
            "zigbee2mqtt");

    private WiringExamples() {}

    /** @throws IllegalArgumentException if there is none of that kind */
    public static String text(String kind) {
        if (!KINDS.contains(kind)) {
            throw new IllegalArgumentException(
                    "there is no example '" + kind + "'; there are " + String.join(", ", KINDS));
        }
        try (var in = WiringExamples.class.getResourceAsStream(kind + ".csv")) {
            if (in == null) {
                throw new IllegalStateException("the example " + kind + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static WiringTable table(String kind) {
        return WiringTable.parse(kind, text(kind).getBytes(StandardCharsets.UTF_8));
    }
}
