package ems.processes.clock;

import java.time.Instant;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import ems.processes.backup.BackupSchedule;
import ems.processes.grid.LiveGrid;
import ems.processes.grid.LiveGrids;
import ems.processes.storage.DiskRoom;
import ems.processes.storage.Housekeeping;
import ems.routes.clock.PeriodClock;

/** Ticks every grid that lives by the market's clock; trouble in one does not stop the others. */
@Singleton
public class LiveClock implements PeriodClock {

    private static final Logger LOG = Logger.getLogger("ems.clock");

    private final LiveGrids grids;
    private final GridTicker ticking;
    private final Housekeeping chores;
    private final BackupSchedule backups;
    private final DiskRoom disk;

    public LiveClock(LiveGrids grids, GridTicker ticking, Housekeeping chores, BackupSchedule backups, DiskRoom disk) {
        this.grids = grids;
        this.ticking = ticking;
        this.chores = chores;
        this.backups = backups;
        this.disk = disk;
    }

    @Override
    public void tick(Instant now) {
        if (disk.shortage().isEmpty()) {
            chores.ifDue(now);
            backups.ifDue(now);
        }
        for (LiveGrid grid : grids.byMarketClock()) {
            try {
                ticking.tick(grid, now);
            } catch (RuntimeException trouble) {
                LOG.errorf(
                        trouble,
                        "the tick of grid %s at %s failed, the next one tries again",
                        grid.setup().grid(),
                        now);
            }
        }
    }
}
