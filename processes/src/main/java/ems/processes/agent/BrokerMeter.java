package ems.processes.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import ems.market.party.ProsumerId;
import ems.market.telemetry.MeterReading;
import ems.routes.mqtt.HomeTopic;
import ems.routes.telemetry.ReadingMessages;

/** A meter that publishes at a broker what the market's door for readings takes. What is not well-formed is complained of and passed over. */
public final class BrokerMeter implements HomeMeter {

    private final HomeTopic topic;
    private final ProsumerId home;
    private final Consumer<String> complaints;
    private Optional<String> trouble = Optional.empty();

    public BrokerMeter(HomeTopic topic, ProsumerId home, Consumer<String> complaints) {
        this.topic = topic;
        this.home = home;
        this.complaints = complaints;
    }

    @Override
    public List<MeterReading> news() {
        var now = topic.trouble();
        if (!now.equals(trouble)) {
            trouble = now;
            now.ifPresent(why -> complaints.accept("the broker is not reached: " + why));
        }
        List<MeterReading> news = new ArrayList<>();
        topic.taken().forEach(text -> add(text, news));
        return news;
    }

    private void add(String text, List<MeterReading> news) {
        try {
            for (MeterReading reading : ReadingMessages.read(text)) {
                if (reading.prosumer().equals(home)) {
                    news.add(reading);
                } else {
                    complaints.accept("a message on the topic of " + home + " is of the meter " + reading.prosumer()
                            + ": it is passed over");
                }
            }
        } catch (IllegalArgumentException e) {
            complaints.accept("a message of the meter is passed over: " + e.getMessage());
        }
    }
}
