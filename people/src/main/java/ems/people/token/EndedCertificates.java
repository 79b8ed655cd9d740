package ems.people.token;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;

import org.jdbi.v3.core.Jdbi;

import ems.people.person.OwnParty;
import ems.people.sql.PeopleTables;

/**
 * Certificates of devices that hold no more, in table {@code ended_certificate}: of a party, all that hold from before some instant. A
 * later one speaks for the party again.
 */
public final class EndedCertificates {

    private final Jdbi database;
    private final Clock clock;

    public EndedCertificates(DataSource source, Clock clock) {
        this.database = PeopleTables.in(source);
        this.clock = clock;
    }

    /** Ends all certificates that the party has now, at once. */
    public void end(OwnParty party) {
        database.useTransaction(handle -> {
            handle.createUpdate("delete from ended_certificate where party = :party")
                    .bind("party", party.text())
                    .execute();
            handle.createUpdate("insert into ended_certificate (party, ended_at) values (:party, :now)")
                    .bind("party", party.text())
                    .bind("now", clock.instant())
                    .execute();
        });
    }

    /** @param from since when the certificate holds */
    public boolean holds(OwnParty party, Instant from) {
        return endedAt(party).filter(end -> !from.isAfter(end)).isEmpty();
    }

    /** By party. */
    public Map<String, Instant> all() {
        Map<String, Instant> all = new TreeMap<>();
        database.useHandle(handle -> handle.createQuery("select * from ended_certificate")
                .map(row -> all.put(row.getColumn("party", String.class), row.getColumn("ended_at", Instant.class)))
                .list());
        return all;
    }

    private Optional<Instant> endedAt(OwnParty party) {
        return database.withHandle(
                handle -> handle.createQuery("select ended_at from ended_certificate where party = :party")
                        .bind("party", party.text())
                        .map(row -> row.getColumn("ended_at", Instant.class))
                        .findOne());
    }
}
