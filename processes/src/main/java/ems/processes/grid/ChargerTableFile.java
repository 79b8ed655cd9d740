package ems.processes.grid;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

import ems.market.party.GridId;
import ems.market.party.PlugPower;
import ems.market.party.VehicleId;
import ems.routes.ocpp.table.Charger;
import ems.routes.ocpp.table.ChargerTable;
import ems.routes.ocpp.table.Chargers;

/**
 * The table that says which car stands at which charger, read once, if charging stations may connect.
 *
 * <p>Properties: {@code ems.ocpp.port}; {@code ems.ocpp.chargers}, the table.
 */
@Singleton
public class ChargerTableFile {

    private final boolean stationsConnect;
    private final Optional<Path> file;
    private @Nullable Chargers read;

    public ChargerTableFile(
            @ConfigProperty(name = "ems.ocpp.port") Optional<Integer> port,
            @ConfigProperty(name = "ems.ocpp.chargers") Optional<Path> file) {
        this.stationsConnect = port.isPresent();
        this.file = file;
    }

    /**
     * Empty: no station connects.
     *
     * @throws IllegalArgumentException if none is named, or it cannot be read or is not sound
     */
    public synchronized Optional<Chargers> chargers() {
        if (stationsConnect && read == null) {
            read = read(file());
        }
        return Optional.ofNullable(read);
    }

    /** @throws IllegalArgumentException if none is named */
    public Path file() {
        return file.orElseThrow(() -> new IllegalArgumentException(
                "charging stations need a table that says which car stands where: name it with --chargers FILE"));
    }

    private static Chargers read(Path file) {
        try {
            return ChargerTable.in(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("the table of chargers " + file + " cannot be read", e);
        }
    }

    /** What may move at the chargers of a grid's cars; those of other cars are not known. */
    Map<VehicleId, PlugPower> powers(GridId grid) {
        return chargers().stream()
                .flatMap(table -> table.all().stream())
                .filter(charger -> charger.grid().equals(grid))
                .collect(Collectors.toMap(Charger::vehicle, Charger::power));
    }
}
