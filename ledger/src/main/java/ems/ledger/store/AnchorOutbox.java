package ems.ledger.store;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

import org.jdbi.v3.core.Jdbi;

import ems.market.ledger.AnchorTarget;
import ems.market.ledger.AnchorUnavailable;
import ems.market.party.GridId;

/**
 * Brings the headers of all grids to all targets, in order and each once. A header is in the outbox from the transaction that
 * seals its block: the blocks above a target's height are what waits for it. Thread-safe.
 */
public final class AnchorOutbox implements AutoCloseable {

    private static final BackOff A_SECOND_UP_TO_A_MINUTE = new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(1));

    private final List<AnchorSender> senders;
    private final Duration patience;

    /**
     * @param targets by name, which must stay the same: each target's height is kept under it
     * @param patience longest time that a caller looks on while a target takes headers
     */
    public AnchorOutbox(DataSource database, Map<String, AnchorTarget> targets, BackOff backOff, Duration patience) {
        var jdbi = Jdbi.create(database);
        this.senders = targets.entrySet().stream()
                .map(target -> new AnchorSender(target.getKey(), target.getValue(), jdbi, backOff))
                .toList();
        this.patience = patience;
    }

    public AnchorOutbox(DataSource database, Map<String, AnchorTarget> targets, Duration patience) {
        this(database, targets, A_SECOND_UP_TO_A_MINUTE, patience);
    }

    /**
     * @return number of headers that were taken
     * @throws AnchorUnavailable if a target did not take all headers; the others were asked all the same
     */
    int send(GridId grid) {
        int taken = 0;
        AnchorUnavailable first = null;
        for (AnchorSender sender : senders) {
            try {
                taken += sender.send(grid, patience);
            } catch (AnchorUnavailable e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
        return taken;
    }

    /** How far each target has come. */
    public List<AnchorProgress> progress(GridId grid) {
        return senders.stream().map(sender -> sender.progress(grid)).toList();
    }

    /** Stops sending; what waits is sent by the next outbox of the same database. */
    @Override
    public void close() {
        senders.forEach(AnchorSender::close);
    }
}
