package ems.study.evaluation;

/** An evaluation that went through. */
public final class EvaluationOutcome {

    private final EvaluationResults results;

    EvaluationOutcome(EvaluationResults results) {
        this.results = results;
    }

    /** The words and tables for a console: the held-out day, its trading, and well apart the other days. */
    public String text() {
        var text = new StringBuilder();
        new EvaluationSummary(results)
                .sentences()
                .forEach(sentence -> text.append(sentence).append('\n'));
        var forecasts = new ForecastTables(results);
        forecasts.heldOut().forEach(table -> text.append('\n').append(table.text()));
        var trading = new TradingTable(results);
        text.append('\n').append(trading.table().text());
        text.append('\n').append(trading.ofThePaper().text());
        text.append("\n----\n\n").append(forecasts.otherDays().text());
        return text.toString();
    }
}
