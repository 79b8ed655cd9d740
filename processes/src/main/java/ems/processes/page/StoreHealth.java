package ems.processes.page;

import jakarta.inject.Singleton;

import io.smallrye.health.api.Wellness;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

import ems.processes.storage.DiskRoom;

/** Whether the disk of the data folder has room: while it has none the market pauses, and a start again would not help. */
@Wellness
@Singleton
public class StoreHealth implements HealthCheck {

    private final DiskRoom disk;

    public StoreHealth(DiskRoom disk) {
        this.disk = disk;
    }

    @Override
    public HealthCheckResponse call() {
        var shortage = disk.shortage();
        var response = HealthCheckResponse.named("disk").status(shortage.isEmpty());
        shortage.ifPresent(
                notice -> response.withData("reason", notice.reason()).withData("advice", notice.advice()));
        return response.build();
    }
}
