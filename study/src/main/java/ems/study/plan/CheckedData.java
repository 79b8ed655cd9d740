package ems.study.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

import ems.market.party.ProsumerId;
import ems.market.quantity.Energy;
import ems.market.quantity.MeteredEnergy;

/**
 * What a study would see of its data, for a person.
 *
 * @param energy of each prosumer in the study's time
 */
public record CheckedData(DataCheck check, Map<ProsumerId, MeteredEnergy> energy) {

    /** Whether a study would start on it. */
    public boolean isFit() {
        return check.faults().isEmpty();
    }

    public String text() {
        var text = new StringBuilder(check.text());
        int days = check.scenario().days();
        energy.forEach((prosumer, sums) -> text.append(prosumer)
                .append(": ")
                .append(perDay(sums.consumption(), days))
                .append(" kWh consumed and ")
                .append(perDay(sums.production(), days))
                .append(" kWh produced a day; ")
                .append(check.missing().get(prosumer))
                .append(" of the study's 10-second samples missing\n"));
        check.notes().forEach(note -> text.append("note: ").append(note).append('\n'));
        var faults = check.faults();
        if (faults.isEmpty()) {
            return text.append("A study would run on this data.").toString();
        }
        text.append("A study would not start:");
        faults.forEach(fault -> text.append("\n  ").append(fault));
        return text.toString();
    }

    private static String perDay(Energy energy, int days) {
        return energy.toKilowattHours()
                .divide(BigDecimal.valueOf(days), 3, RoundingMode.HALF_EVEN)
                .toPlainString();
    }
}
