package ems.ledger.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

import ems.market.quantity.MatchingPeriod;

/** A period's start as a {@code timestamp with time zone}, whatever the zone of the JVM or the database. */
public final class Utc {

    private Utc() {}

    public static OffsetDateTime of(MatchingPeriod period) {
        return period.start().atOffset(ZoneOffset.UTC);
    }

    public static MatchingPeriod period(ResultSet row, int column) throws SQLException {
        return new MatchingPeriod(row.getObject(column, OffsetDateTime.class).toInstant());
    }

    /** Empty for null. */
    public static Optional<MatchingPeriod> periodOrNone(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(start -> new MatchingPeriod(start.toInstant()));
    }
}
