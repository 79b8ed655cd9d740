package ems.processes.live;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalTime;
import java.util.Optional;
import javax.sql.DataSource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import ems.console.course.NoticeNow;
import ems.ledger.store.StoredJournal;
import ems.market.quantity.MatchingPeriod;
import ems.processes.clock.MarketClock;
import ems.processes.login.DoorSpeakers;
import ems.processes.storage.DiskRoom;
import ems.routes.store.JdbcDeadLetters;
import ems.routes.store.JdbcPruneInbox;
import ems.routes.store.PruneInbox;
import ems.routes.telemetry.OpenGrids;

/** What the routes ask for: the market's clock, the open grids, and the housekeeping of their tables. */
@Singleton
public class RoutePorts {

    private static final Logger LOG = Logger.getLogger("ems.clock");

    @Produces
    @Singleton
    MarketClock marketClock(
            @ConfigProperty(name = "ems.clock.speed", defaultValue = "1") int speed,
            @ConfigProperty(name = "ems.clock.from") Optional<LocalTime> from,
            @ConfigProperty(name = "ems.data", defaultValue = "data") Path data) {
        return MarketClock.startedIn(
                data, speed, from, MarketClock.wall(speed, jump -> LOG.warnf("%s. %s", jump.reason(), jump.advice())));
    }

    @Produces
    @Singleton
    Clock clock(MarketClock market) {
        return market.asClock();
    }

    @Produces
    @Singleton
    OpenGrids openGrids(DataSource database, DiskRoom disk, DoorSpeakers speakers) {
        var grids = new OpenGrids(JdbcDeadLetters.ofNoGrid(database));
        grids.recognize(speakers::of);
        grids.closeWhile(() -> disk.shortage().map(NoticeNow::reason));
        return grids;
    }

    @Produces
    @Singleton
    PruneInbox pruning(DataSource database) {
        var journal = new StoredJournal(database);
        return new JdbcPruneInbox(database, grid -> journal.oldestUnsealed(grid).map(MatchingPeriod::start));
    }
}
