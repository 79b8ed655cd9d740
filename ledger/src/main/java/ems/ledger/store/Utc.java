package ems.ledger.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import org.jdbi.v3.core.argument.Argument;

import ems.market.quantity.MatchingPeriod;

/** A period's start as a {@code timestamp with time zone}, whatever the zone of the JVM or the database. */
final class Utc {

    private Utc() {}

    static Argument of(MatchingPeriod period) {
        return (position, statement, context) ->
                statement.setObject(position, OffsetDateTime.ofInstant(period.start(), ZoneOffset.UTC));
    }

    static MatchingPeriod period(ResultSet row, int column) throws SQLException {
        return new MatchingPeriod(row.getObject(column, OffsetDateTime.class).toInstant());
    }
}
