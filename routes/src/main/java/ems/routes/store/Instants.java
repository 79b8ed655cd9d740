package ems.routes.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;

import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * Instants as UTC timestamps with their zone, to a millisecond. The default would go by way of the machine's local time,
 * where an hour is twice each autumn.
 */
final class Instants {

    private Instants() {}

    static Jdbi database(DataSource source) {
        return Jdbi.create(source)
                .registerArgument(new Written())
                .registerColumnMapper(Instant.class, (row, column, context) -> readOrNull(row, column))
                .registerArrayType(String.class, "varchar");
    }

    static Instant read(ResultSet row, int column) throws SQLException {
        return requireNonNull(readOrNull(row, column));
    }

    static @Nullable Instant readOrNull(ResultSet row, int column) throws SQLException {
        var utc = row.getObject(column, OffsetDateTime.class);
        return utc == null ? null : utc.toInstant();
    }

    private static final class Written extends AbstractArgumentFactory<Instant> {

        Written() {
            super(Types.TIMESTAMP_WITH_TIMEZONE);
        }

        @Override
        protected Argument build(Instant instant, ConfigRegistry config) {
            var utc = instant.truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
            return (position, statement, context) -> statement.setObject(position, utc);
        }
    }
}
