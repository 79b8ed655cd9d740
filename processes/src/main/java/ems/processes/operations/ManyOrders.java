package ems.processes.operations;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;

import ems.market.party.PeriodKey;
import ems.processes.grid.LiveGrid;
import ems.processes.repair.RepairOrder;

/**
 * One order for several periods: one reason, a line of the trail for each, and a line of JSON as soon as each is done. Whoever stops
 * reading stops none of it.
 */
@Singleton
public class ManyOrders {

    static final int MOST = 1_000;

    private final OperatorOrders orders;
    private final ObjectMapper json;

    public ManyOrders(OperatorOrders orders, ObjectMapper json) {
        this.orders = orders;
        this.json = json;
    }

    /** One after the other, in this order. */
    void retry(LiveGrid grid, List<PeriodKey> periods, Reason reason, OutputStream answer) {
        boolean reading = true;
        for (PeriodKey key : periods) {
            var outcome = retry(grid, key, reason);
            reading = reading && tell(outcome, answer);
        }
    }

    private RetryOutcome retry(LiveGrid grid, PeriodKey key, Reason reason) {
        var start = key.period().toString();
        try {
            return RetryOutcome.of(start, orders.repair(RepairOrder.RETRY, grid, key, reason));
        } catch (OrderRefused no) {
            return RetryOutcome.refused(start, no);
        }
    }

    private boolean tell(RetryOutcome outcome, OutputStream answer) {
        try {
            answer.write((json.writeValueAsString(outcome) + '\n').getBytes(StandardCharsets.UTF_8));
            answer.flush();
            return true;
        } catch (IOException gone) {
            return false;
        }
    }
}
