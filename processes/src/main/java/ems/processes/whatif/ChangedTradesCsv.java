package ems.processes.whatif;

import java.util.function.Consumer;

import ems.market.record.Flow;
import ems.study.whatif.ChangedTrade;

/** The trades that change, one a line, up to as many as a spreadsheet takes in good time. */
final class ChangedTradesCsv implements Consumer<ChangedTrade> {

    static final int MOST = 100_000;

    private static final String HEAD =
            "period_start,match,direction,prosumer,vehicle,energy_kwh,price_now_p_per_kwh,price_then_p_per_kwh,"
                    + "prosumer_now_p,prosumer_then_p,row_now,row_then,cut_by_the_grid,correction\n";

    private final StringBuilder text = new StringBuilder(HEAD);
    private long lines;

    @Override
    public void accept(ChangedTrade trade) {
        if (lines++ >= MOST) {
            return;
        }
        var now = trade.now();
        var then = trade.then();
        cell(trade.period());
        cell(now.match().text());
        cell(direction(now.flow()));
        cell(now.prosumer().text());
        cell(now.vehicle().text());
        cell((trade.takenBack() ? "-" : "") + now.energy().toKilowattHours().toPlainString());
        cell(now.price().price().toPencePerKilowattHour().toPlainString());
        cell(then.price().price().toPencePerKilowattHour().toPlainString());
        cell(now.effectOn(now.prosumer()).toPence().toPlainString());
        cell(then.effectOn(then.prosumer()).toPence().toPlainString());
        cell(String.valueOf(now.price().rule().row()));
        cell(String.valueOf(then.price().rule().row()));
        cell(trade.cut() ? "yes" : "no");
        text.append(trade.correction() ? "yes" : "no").append('\n');
    }

    static String direction(Flow flow) {
        return flow == Flow.STORED ? "stored" : "released";
    }

    private void cell(String cell) {
        boolean quoted = cell.contains(",") || cell.contains("\"") || cell.contains("\n");
        text.append(quoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell).append(',');
    }

    /** Whether some did not find room. */
    boolean isCut() {
        return lines > MOST;
    }

    /** Empty if no trade changes. */
    String text() {
        return lines == 0 ? "" : text.toString();
    }
}
