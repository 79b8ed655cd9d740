package ems.console.books;

import java.util.List;

import org.junit.jupiter.api.Test;

import ems.console.fixture.FiveHomes;
import ems.market.party.GridId;
import ems.market.party.GridPrices;
import ems.market.party.PeriodKey;
import ems.market.party.ProsumerId;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.quantity.Price;
import ems.market.record.AgreedPrice;
import ems.market.record.DirectExchange;
import ems.market.record.DirectLine;
import ems.market.record.DirectMatch;
import ems.market.record.DirectResult;
import ems.market.record.MatchId;
import ems.market.record.PeriodOpened;
import ems.market.record.PeriodRecord;
import ems.market.record.RuleReference;
import ems.market.record.Step;
import ems.market.record.StepRecord;

import static org.assertj.core.api.Assertions.assertThat;

/** A home sells half a kilowatt-hour to another. */
class DirectTradeInTheBooksTest {

    private static final ProsumerId L1 = new ProsumerId("L1");
    private static final ProsumerId L2 = new ProsumerId("L2");
    private static final GridPrices GRID =
            new GridPrices(Price.ofPencePerKilowattHour("6.4"), Price.ofPencePerKilowattHour("29.49"));
    private static final Energy HALF = Energy.ofKilowattHours("0.5");
    private static final DirectMatch MATCH = new DirectMatch(
            MatchId.of(FiveHomes.NOON, L1, L2),
            L1,
            L2,
            HALF,
            new AgreedPrice(GRID.split(), RuleReference.ofCode("half")));

    private static PeriodRecord settled(DirectLine line) {
        return new PeriodRecord(
                new PeriodKey(new GridId("home"), FiveHomes.NOON),
                List.of(
                        new StepRecord(Step.COLLECT_BIDS, List.of(new PeriodOpened("v1", GRID))),
                        new StepRecord(Step.MATCH, List.of(new DirectResult(HALF), MATCH)),
                        new StepRecord(Step.MEASURE_EXCHANGE, List.of(new DirectExchange(MATCH.id(), 2, HALF))),
                        new StepRecord(Step.SETTLE, List.of(line))));
    }

    @Test
    void bothHomesSaveAndTheBooksClose() {
        var record = settled(DirectLine.of(MATCH, HALF));
        var books = PeriodBooks.of(record);
        assertThat(books.direct()).isEqualTo(HALF);
        assertThat(books.prosumersSaved()).isEqualTo(Money.of(HALF, Price.ofPencePerKilowattHour("23.09")));
        assertThat(books.gridCostSaved()).isEqualTo(books.prosumersSaved());
        assertThat(books.vehiclesEarned()).isEqualTo(Money.ZERO);
        assertThat(books.mismatchMillijoules()).isZero();
        var row = EndedPeriodRow.of(record, books, "persistence", "optimal");
        assertThat(row.matches()).isEqualTo(1);
        assertThat(row.directKwh()).isEqualByComparingTo("0.5");
    }

    @Test
    void aMillijouleThatIsBookedTooMuchIsAMismatch() {
        var wrong = DirectLine.of(MATCH, HALF.plus(new Energy(1)));
        assertThat(PeriodBooks.of(settled(wrong)).mismatchMillijoules()).isEqualTo(1);
    }
}
