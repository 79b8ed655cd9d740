package ems.processes.mqtt;

import jakarta.inject.Singleton;

import io.smallrye.health.api.Wellness;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Whether the broker is reached, if the market has one. The other doors stay open, so it is neither liveness nor readiness. */
@Wellness
@Singleton
public class MqttHealth implements HealthCheck {

    private final MqttState state;

    public MqttHealth(MqttState state) {
        this.state = state;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("MQTT broker").up();
        state.figures().ifPresent(now -> {
            response.withData("broker", now.broker());
            MqttLink.silent(now).ifPresent(notice -> response.withData("silent", notice.reason()));
            now.trouble().ifPresent(why -> {
                var notice = MqttLink.lost(now, why);
                response.down().withData("reason", notice.reason()).withData("advice", notice.advice());
            });
        });
        return response.build();
    }
}
