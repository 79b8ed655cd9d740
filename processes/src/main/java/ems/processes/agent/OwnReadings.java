package ems.processes.agent;

import java.util.List;
import java.util.function.Consumer;

import ems.market.party.ProsumerId;
import ems.market.telemetry.MeterReading;
import ems.routes.telemetry.ReadingMessages;

/** Readings of an agent's home, from texts that may hold anything: what is no reading of it is complained of and passed over. */
record OwnReadings(ProsumerId home, Consumer<String> complaints) {

    /** @param place of the text, for a complaint */
    List<MeterReading> in(String text, String place) {
        try {
            return ReadingMessages.read(text).stream()
                    .filter(reading -> isOwn(reading, place))
                    .toList();
        } catch (IllegalArgumentException e) {
            complaints.accept(place + " is passed over: " + e.getMessage());
            return List.of();
        }
    }

    private boolean isOwn(MeterReading reading, String place) {
        boolean own = reading.prosumer().equals(home);
        if (!own) {
            complaints.accept(place + " is of the meter " + reading.prosumer() + ", and this is the agent of " + home
                    + ": it is passed over");
        }
        return own;
    }
}
