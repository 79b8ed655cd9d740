package ems.processes.operations;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ems.market.party.GridId;
import ems.people.trail.Trail;

import static org.assertj.core.api.Assertions.assertThat;

/** Somebody cut the trail: the pages that tell of it are needed most then. */
class CutTrailTest {

    private static final class Olga implements Caller {

        @Override
        public String name() {
            return "olga";
        }

        @Override
        public Optional<String> mayNotOperate() {
            return Optional.empty();
        }

        @Override
        public Optional<String> mayNotProposeUnits() {
            return Optional.empty();
        }

        @Override
        public Optional<String> mayNotManageMembers() {
            return Optional.empty();
        }

        @Override
        public void prove() {
            // Olga has given the password just now
        }
    }

    private Jdbi database;
    private Interventions interventions;

    @BeforeEach
    void anOrder() {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:cut-trail;DB_CLOSE_DELAY=-1");
        database = Jdbi.create(source);
        database.useHandle(sql -> {
            sql.execute("drop all objects");
            sql.execute("runscript from 'classpath:db/migration/V12__people.sql'");
            sql.execute("runscript from 'classpath:db/migration/V13__operations.sql'");
        });
        interventions = new Interventions(source, new Trail(source, Clock.systemUTC()), new Olga());
    }

    private long paused() {
        return interventions.note(
                new GridId("demo"), "pause", "until resumed", Reason.given("the transformer is hot"), Instant.EPOCH);
    }

    @Test
    void anOrderIsShownWithItsWords() {
        var order = interventions.find(paused()).orElseThrow();
        assertThat(order.person()).isEqualTo("olga");
        assertThat(order.did()).isEqualTo("pause");
        assertThat(order.reason()).isEqualTo("the transformer is hot");
    }

    @Test
    void anOrderWhoseLineIsGoneIsShownAndSaysSo() {
        long number = paused();
        interventions.answer(number, "Grid demo is paused.");
        database.useHandle(sql -> sql.execute("delete from trail"));
        var order = interventions.find(number).orElseThrow();
        assertThat(order.person()).isEqualTo("nobody known");
        assertThat(order.reason()).isEqualTo("the trail has no line " + number + " any more: it was cut");
        assertThat(order.answer()).contains("Grid demo is paused.");
    }
}
