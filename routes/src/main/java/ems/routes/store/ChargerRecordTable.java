package ems.routes.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;

import ems.market.party.GridId;
import ems.market.party.VehicleId;

/** Table {@code charger_record}, as far as one grid goes. */
final class ChargerRecordTable {

    private static final int LONGEST_REFUSAL = 1_000;

    private final Jdbi database;
    private final GridId grid;

    ChargerRecordTable(Jdbi database, GridId grid) {
        this.database = database;
        this.grid = grid;
    }

    /** A record of a vehicle's charger. */
    record Told(VehicleId vehicle, Instant at, String text) {}

    /** The same text of the same time is kept once. */
    void insert(Told told, Optional<String> refused, Instant receivedAt) {
        database.useTransaction(handle -> handle.createUpdate("""
                        insert into charger_record (grid, vehicle, told_at, digest, text, refused, received_at)
                        select cast(:grid as varchar(64)), cast(:vehicle as varchar(64)),
                            cast(:at as timestamp with time zone), cast(:digest as varchar(64)),
                            cast(:text as varchar(32768)), cast(:refused as varchar(1000)),
                            cast(:receivedAt as timestamp with time zone)
                        where not exists (
                            select 1 from charger_record
                            where grid = :grid and vehicle = :vehicle and told_at = :at and digest = :digest)
                        """)
                .bind("grid", grid.text())
                .bind("vehicle", told.vehicle().text())
                .bind("at", told.at())
                .bind("digest", digest(told.text()))
                .bind("text", told.text())
                .bind(
                        "refused",
                        refused.map(why -> why.substring(0, Math.min(why.length(), LONGEST_REFUSAL)))
                                .orElse(null))
                .bind("receivedAt", receivedAt)
                .execute());
    }

    /** Those that are believed, in {@code [from, upTo]}, in order. */
    List<Told> believed(Collection<VehicleId> vehicles, Instant from, Instant upTo) {
        return database.withHandle(handle -> handle.createQuery("""
                        select r.vehicle, r.told_at, r.text
                        from unnest(:vehicles) v(vehicle)
                        join charger_record r on r.grid = :grid and r.vehicle = v.vehicle
                            and r.told_at >= :from and r.told_at <= :upTo
                        where r.refused is null
                        order by r.vehicle, r.told_at, r.digest
                        """)
                .bind("grid", grid.text())
                .bind("vehicles", vehicles.stream().map(VehicleId::text).toArray(String[]::new))
                .bind("from", from)
                .bind("upTo", upTo)
                .map((row, context) ->
                        new Told(new VehicleId(row.getString(1)), Instants.read(row, 2), row.getString(3)))
                .list());
    }

    private static String digest(String text) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
