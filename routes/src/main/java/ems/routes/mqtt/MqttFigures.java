package ems.routes.mqtt;

import java.time.Duration;
import java.util.Optional;

/**
 * How the door stands.
 *
 * @param broker its address
 * @param trouble why there is no connection; empty: there is one
 * @param messages that came in since the start, retained ones too
 * @param retained of them were old values, and told nothing
 * @param refused how many became dead letters
 * @param reconnections connections after the first one
 * @param held messages that are not acknowledged yet
 * @param lag age of the oldest message that is not kept yet
 * @param away of whom nothing is heard
 * @param wiring version of the table; empty: there is none
 * @param wiringRefusal why the file is not what is active
 */
public record MqttFigures(
        String broker,
        Optional<String> trouble,
        long messages,
        long retained,
        long refused,
        long reconnections,
        int held,
        Duration lag,
        Unheard away,
        Optional<String> wiring,
        Optional<String> wiringRefusal) {}
