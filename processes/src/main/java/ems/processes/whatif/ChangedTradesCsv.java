package ems.processes.whatif;

import java.util.function.Consumer;
import java.util.function.Function;

import ems.market.record.BookedLine;
import ems.market.text.CsvCell;
import ems.study.whatif.ChangedTrade;

/** The trades that change, one a line, up to as many as a spreadsheet takes in good time. */
final class ChangedTradesCsv implements Consumer<ChangedTrade> {

    static final int MOST = 100_000;

    private static final String HEAD =
            "period_start,match,direction,prosumer,vehicle,energy_now_kwh,energy_then_kwh,price_now_p_per_kwh,"
                    + "price_then_p_per_kwh,prosumer_now_p,prosumer_then_p,row_now,row_then,cut_by_the_grid,correction\n";

    private final StringBuilder text = new StringBuilder(HEAD);
    private long lines;

    @Override
    public void accept(ChangedTrade trade) {
        if (lines++ >= MOST) {
            return;
        }
        var either = trade.either();
        var sign = trade.takenBack() ? "-" : "";
        cell(trade.period());
        cell(either.match().text());
        cell(trade.direction().word());
        cell(trade.home().text());
        cell(trade.other().text());
        both(trade, line -> sign + line.energy().toKilowattHours().toPlainString());
        both(trade, line -> line.price().price().toPencePerKilowattHour().toPlainString());
        both(trade, line -> line.effectOn(trade.home()).toPence().toPlainString());
        both(trade, line -> String.valueOf(line.price().rule().row()));
        cell(trade.cut() ? "yes" : "no");
        text.append(trade.correction() ? "yes" : "no").append('\n');
    }

    /** A cell of now and one of then: empty where there is no such trade. */
    private void both(ChangedTrade trade, Function<BookedLine, String> words) {
        cell(trade.now().<String>map(words).orElse(""));
        cell(trade.then().<String>map(words).orElse(""));
    }

    private void cell(String cell) {
        text.append(CsvCell.written(cell)).append(CsvCell.SEPARATOR);
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
