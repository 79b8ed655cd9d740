package ems.study.output;

import java.nio.file.Path;
import java.util.List;

import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.quantity.Price;
import ems.market.text.SpelledText;

/** A large table as text. */
public final class CsvTable implements TableWriter {

    private static final int PENCE_DECIMALS = 6;
    private static final SpelledText YES = new SpelledText("yes");
    private static final SpelledText NO = new SpelledText("no");
    private static final SpelledText EMPTY = new SpelledText("");

    private final CsvFile csv;
    private final boolean[] shown;
    private int column;

    public CsvTable(Path file, List<TableColumn> columns) {
        csv = new CsvFile(
                file,
                columns.stream()
                        .filter(TableColumn::isInText)
                        .map(TableColumn::heading)
                        .toList());
        shown = new boolean[columns.size()];
        for (int i = 0; i < shown.length; i++) {
            shown[i] = columns.get(i).isInText();
        }
    }

    /** Whether the next cell stands here. */
    private boolean isNextShown() {
        return shown[column++];
    }

    @Override
    public TableWriter words(SpelledText text) {
        if (isNextShown()) {
            csv.text(text);
        }
        return this;
    }

    @Override
    public TableWriter name(SpelledText text) {
        return Cells.isFormula(text.toString()) ? words(Cells.text(text.toString())) : words(text);
    }

    @Override
    public TableWriter time(TimeCell time) {
        return words(time.text());
    }

    @Override
    public TableWriter count(long number) {
        if (isNextShown()) {
            csv.number(number);
        }
        return this;
    }

    @Override
    public TableWriter flag(boolean yes) {
        return words(yes ? YES : NO);
    }

    @Override
    public TableWriter energy(Energy energy) {
        if (isNextShown()) {
            csv.kilowattHours(energy);
        }
        return this;
    }

    @Override
    public TableWriter exactEnergy(Energy energy) {
        return count(energy.millijoules());
    }

    @Override
    public TableWriter signedEnergy(long millijoules) {
        if (isNextShown()) {
            csv.signedKilowattHours(millijoules < 0, new Energy(Math.abs(millijoules)));
        }
        return this;
    }

    @Override
    public TableWriter price(Price price) {
        return decimal(price.tenThousandthsOfPencePerKilowattHour(), Price.DECIMALS);
    }

    @Override
    public TableWriter money(Money money) {
        return decimal(money.micropence(), PENCE_DECIMALS);
    }

    private TableWriter decimal(long units, int decimals) {
        if (isNextShown()) {
            csv.decimal(units, decimals);
        }
        return this;
    }

    @Override
    public TableWriter none() {
        return words(EMPTY);
    }

    @Override
    public void end() {
        csv.end();
        column = 0;
    }

    /** The rows are in the file as they come. */
    @Override
    public void finish() {}

    @Override
    public void close() {
        csv.close();
    }
}
