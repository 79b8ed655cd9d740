package ems.processes.agent;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import ems.market.party.ProsumerId;
import ems.market.telemetry.MeterReading;
import ems.routes.mqtt.HomeTopic;

/** A meter that publishes at a broker what the market's door for readings takes. What is not well-formed is complained of and passed over. */
public final class BrokerMeter implements HomeMeter {

    private final HomeTopic topic;
    private final OwnReadings readings;
    private final Consumer<String> complaints;
    private Optional<String> trouble;

    public BrokerMeter(HomeTopic topic, ProsumerId home, Consumer<String> complaints) {
        this.topic = topic;
        this.readings = new OwnReadings(home, complaints);
        this.complaints = complaints;
        // that nobody has connected yet is no trouble
        this.trouble = topic.trouble();
    }

    @Override
    public List<MeterReading> news() {
        var now = topic.trouble();
        if (!now.equals(trouble)) {
            trouble = now;
            now.ifPresent(why -> complaints.accept("the broker is not reached: " + why));
        }
        return topic.taken().stream()
                .flatMap(text -> readings.in(text, "a message of the meter").stream())
                .toList();
    }
}
