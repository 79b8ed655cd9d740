package ems.processes.login;

import java.time.Clock;
import java.util.concurrent.TimeUnit;

import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

import ems.people.trail.Trail;

import static org.assertj.core.api.Assertions.assertThat;

class RefusedLoginsTest {

    private long seconds;

    @Test
    void aFloodOfRefusedLoginsIsCountedAndNotWrittenLineByLine() {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:refused;DB_CLOSE_DELAY=-1");
        Jdbi.create(database).useHandle(sql -> sql.execute("runscript from 'classpath:db/migration/V12__people.sql'"));
        var trail = new Trail(database, Clock.systemUTC());
        var refused = new RefusedLogins(trail, () -> TimeUnit.SECONDS.toNanos(seconds));
        for (int n = 0; n < 1_000; n++) {
            refused.add("nobody", "log in refused", "olga from 192.0.2.7");
        }
        assertThat(trail.head().number()).isEqualTo(60);
        seconds += 60;
        refused.add("nobody", "log in refused", "uma from 192.0.2.7");
        assertThat(trail.latest(1).get(0).act().what())
                .isEqualTo("uma from 192.0.2.7; and 940 more since the line before");
        seconds += 60;
        refused.add("nobody", "log in refused", "uma from 192.0.2.7");
        assertThat(trail.latest(1).get(0).act().what()).isEqualTo("uma from 192.0.2.7");
        assertThat(trail.firstWrong()).isEmpty();
    }
}
