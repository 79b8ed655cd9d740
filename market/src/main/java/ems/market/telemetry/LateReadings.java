package ems.market.telemetry;

import java.util.Collection;
import java.util.List;

/** Port: readings of one grid that came in after their period had been measured, and wait for a correction. */
public interface LateReadings {

    /** Where no reading comes in late, as in a replay of files. */
    LateReadings NONE = new LateReadings() {
        @Override
        public List<LateReading> waiting(int most) {
            return List.of();
        }

        @Override
        public void taken(Collection<LateReading> corrected) {}

        @Override
        public void refuse(LateReading reading, String reason) {}
    };

    /** The oldest periods first. */
    List<LateReading> waiting(int most);

    /** These wait no longer: the books say what they changed, or they change nothing. */
    void taken(Collection<LateReading> readings);

    /** It waits no longer, and an operator sees why it changed nothing. */
    void refuse(LateReading reading, String reason);
}
