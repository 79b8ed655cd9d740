package ems.processes.bill;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import ems.market.bill.BillSum;
import ems.processes.bill.TradeView.RuleView;

import static org.assertj.core.api.Assertions.assertThat;

class BillCsvTest {

    private static final Instant NOON = Instant.parse("2026-06-21T12:00:00Z");
    private static final SumView NOTHING = SumView.of(BillSum.NOTHING, true);

    private static String bill(long waitingBlocks) {
        return BillCsv.of(new BillView(
                "demo",
                "prosumer:L1",
                "2026-06",
                NOON,
                true,
                Optional.empty(),
                12,
                waitingBlocks,
                12,
                List.of(),
                NOTHING,
                Optional.empty()));
    }

    private static List<String> trades(Optional<Instant> notKeptBefore) {
        var correction = new TradeView(
                "2026-06-18T12:00:00Z~L1~EV1",
                Instant.parse("2026-06-18T12:00:00Z"),
                NOON,
                "vehicle:EV1",
                false,
                true,
                true,
                -3_600_000,
                new BigDecimal("-0.001000"),
                Optional.of(-17_945L),
                Optional.of(0L),
                Optional.of(new BigDecimal("17.9450")),
                new RuleView("pricing", 7, "Halfway", "b961e95dab08"),
                12,
                true);
        return BillCsv.of(new TradesView(
                        "demo",
                        "prosumer:L1",
                        LocalDate.of(2026, 6, 21),
                        true,
                        NOTHING,
                        List.of(correction),
                        notKeptBefore,
                        Optional.empty()))
                .lines()
                .toList();
    }

    @Test
    void aBillThatIsNotCountedToTheEndSaysSoWhereTheTotalIsNamed() {
        assertThat(bill(0).lines().toList()).last().asString().startsWith("total,0,0,");
        assertThat(bill(5_678).lines().toList())
                .last()
                .asString()
                .startsWith("not the whole bill: total of the blocks counted so far; not counted yet: 5678,0,0,");
    }

    @Test
    void aCorrectionShowsThePeriodOfItsMatch() {
        assertThat(trades(Optional.empty()))
                .hasSize(2)
                .first()
                .asString()
                .startsWith("booked_in,period,match,with,direction,corrects,taken_back,energy_kwh,");
        assertThat(trades(Optional.empty()).get(1))
                .startsWith(
                        "2026-06-21T12:00:00Z,2026-06-18T12:00:00Z,2026-06-18T12:00:00Z~L1~EV1,vehicle:EV1,out,yes,yes,-0.001000,");
    }

    @Test
    void linesThatAreNoLongerKeptAreToldAsSuch() {
        assertThat(trades(Optional.of(NOON)))
                .hasSize(3)
                .last()
                .isEqualTo(
                        "what was booked before 2026-06-21T12:00:00Z is no longer kept line by line; the bill holds it in its sum");
    }
}
