package ems.processes.guard;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready means that the doors take messages. */
@Readiness
@Singleton
public class DoorsReady implements HealthCheck {

    private final DoorHours hours;

    public DoorsReady(DoorHours hours) {
        this.hours = hours;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("doors").status(hours.closed().isEmpty());
        hours.closed().ifPresent(why -> response.withData("reason", why));
        return response.build();
    }
}
