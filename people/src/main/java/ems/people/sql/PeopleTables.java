package ems.people.sql;

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

/** The tables of {@code V12__people.sql}. Instants are UTC, to a millisecond. */
public final class PeopleTables {

    private PeopleTables() {}

    public static Jdbi in(DataSource source) {
        return Jdbi.create(source)
                .registerArgument(new WrittenInstant())
                .registerColumnMapper(Instant.class, (row, column, context) -> {
                    var utc = row.getObject(column, OffsetDateTime.class);
                    return utc == null ? null : utc.toInstant();
                });
    }

    private static final class WrittenInstant extends AbstractArgumentFactory<Instant> {

        WrittenInstant() {
            super(Types.TIMESTAMP_WITH_TIMEZONE);
        }

        @Override
        protected Argument build(Instant instant, ConfigRegistry config) {
            var utc = instant.truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
            return (position, statement, context) -> statement.setObject(position, utc);
        }
    }
}
