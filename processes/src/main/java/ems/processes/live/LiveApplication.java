package ems.processes.live;

import java.nio.file.Path;
import java.util.Optional;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import org.apache.camel.quarkus.core.CamelRuntime;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import ems.processes.backup.BackupSchedule;
import ems.processes.charging.ChargingStations;
import ems.processes.folder.DataFolder;
import ems.processes.guard.DoorHours;
import ems.processes.mqtt.MqttLink;
import ems.processes.operations.InstanceRows;
import ems.processes.storage.StoreWatch;

/** {@code ./ems run}: opens the demonstration grid, says where to look, and stays. */
public class LiveApplication implements QuarkusApplication {

    private static final Logger LOG = Logger.getLogger("ems.operations");

    private final DemoGrid demo;
    /** The doors open, and the clock ticks, once the grid is there. */
    private final CamelRuntime routes;

    private final MqttLink mqtt;
    private final DoorHours hours;
    private final StoreWatch store;
    private final BackupSchedule backups;
    private final InstanceRows instances;
    private final ChargingStations stations;
    private final String address;
    private final Optional<String> certificate;
    private final Path data;

    public LiveApplication(
            DemoGrid demo,
            CamelRuntime routes,
            MqttLink mqtt,
            DoorHours hours,
            StoreWatch store,
            BackupSchedule backups,
            InstanceRows instances,
            ChargingStations stations,
            @ConfigProperty(name = "ems.address") String address,
            @ConfigProperty(name = "ems.certificate") Optional<String> certificate,
            @ConfigProperty(name = "ems.data", defaultValue = "data") Path data) {
        this.demo = demo;
        this.routes = routes;
        this.mqtt = mqtt;
        this.hours = hours;
        this.store = store;
        this.backups = backups;
        this.instances = instances;
        this.stations = stations;
        this.address = address;
        this.certificate = certificate;
        this.data = data;
    }

    @Override
    public int run(String... args) {
        backups.refuseWrongSettings();
        var folder = DataFolder.of(data);
        folder.opened();
        instances.prepare();
        folder.answersAt(address, certificate);
        System.err.println("Opening the grid: rules, forecasts and ledger ...");
        demo.open();
        routes.start(new String[0]);
        hours.open();
        stations.open();
        mqtt.open();
        store.begin();
        System.out.println("The market runs: look at " + address + " (stop with Ctrl-C)");
        Quarkus.waitForExit();
        LOG.info(
                store.exitCode() == 0
                        ? "the market stops, as somebody at this machine ordered (Ctrl-C, or a signal): no period starts, and"
                                + " those under way go on with the next start"
                        : "the market stops by itself, with exit code " + store.exitCode());
        return store.exitCode();
    }
}
