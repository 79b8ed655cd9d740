package ems.routes.ocpp.session;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import eu.chargetime.ocpp.IClientAPI;
import eu.chargetime.ocpp.JSONClient;
import eu.chargetime.ocpp.JSONConfiguration;
import eu.chargetime.ocpp.feature.profile.ClientCoreProfile;
import eu.chargetime.ocpp.model.Confirmation;
import eu.chargetime.ocpp.model.Request;
import eu.chargetime.ocpp.model.core.AuthorizationStatus;
import eu.chargetime.ocpp.model.core.AuthorizeConfirmation;
import eu.chargetime.ocpp.model.core.AuthorizeRequest;
import eu.chargetime.ocpp.model.core.BootNotificationConfirmation;
import eu.chargetime.ocpp.model.core.BootNotificationRequest;
import eu.chargetime.ocpp.model.core.ChargePointErrorCode;
import eu.chargetime.ocpp.model.core.ChargePointStatus;
import eu.chargetime.ocpp.model.core.HeartbeatConfirmation;
import eu.chargetime.ocpp.model.core.HeartbeatRequest;
import eu.chargetime.ocpp.model.core.MeterValue;
import eu.chargetime.ocpp.model.core.MeterValuesRequest;
import eu.chargetime.ocpp.model.core.RegistrationStatus;
import eu.chargetime.ocpp.model.core.SampledValue;
import eu.chargetime.ocpp.model.core.StartTransactionConfirmation;
import eu.chargetime.ocpp.model.core.StartTransactionRequest;
import eu.chargetime.ocpp.model.core.StatusNotificationRequest;
import eu.chargetime.ocpp.model.core.StopTransactionConfirmation;
import eu.chargetime.ocpp.model.core.StopTransactionRequest;
import org.junit.jupiter.api.Test;

import ems.market.telemetry.VehicleStatus;
import ems.routes.Grid;

import static org.assertj.core.api.Assertions.assertThat;

/** A session of a charge point that others have written: Java-OCA-OCPP, which checks what it is answered. */
class JavaOcaStationTest {

    private static final Instant NOON = Grid.NOON;

    private static ZonedDateTime at(long second) {
        return ZonedDateTime.parse(NOON.plusSeconds(second).toString());
    }

    private static Confirmation call(IClientAPI client, Request request) throws Exception {
        CompletionStage<Confirmation> answer = client.send(request);
        try {
            return answer.toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(request.toString(), e);
        }
    }

    @Test
    void aChargePointOfAnotherHouseRunsAWholeSession() throws Exception {
        try (var stations = new Stations()) {
            var client = new JSONClient(
                    new ClientCoreProfile(new AcceptingCore()),
                    "CP1",
                    JSONConfiguration.get()
                            .setParameter(JSONConfiguration.USERNAME_PARAMETER, "CP1")
                            .setParameter(JSONConfiguration.PASSWORD_PARAMETER, Stations.PASSWORD));
            client.connect("ws://127.0.0.1:" + stations.central.port() + "/ocpp", null);
            var boot = (BootNotificationConfirmation) call(client, new BootNotificationRequest("Vendor", "Model"));
            assertThat(boot.getStatus()).isEqualTo(RegistrationStatus.Accepted);
            assertThat(((HeartbeatConfirmation) call(client, new HeartbeatRequest()))
                            .getCurrentTime()
                            .toInstant())
                    .isEqualTo(NOON);
            var preparing = new StatusNotificationRequest(1, ChargePointErrorCode.NoError, ChargePointStatus.Preparing);
            preparing.setTimestamp(at(-45));
            call(client, preparing);
            var authorized = (AuthorizeConfirmation) call(client, new AuthorizeRequest("EV1"));
            assertThat(authorized.getIdTagInfo().getStatus()).isEqualTo(AuthorizationStatus.Accepted);
            var start = new StartTransactionRequest(1, "EV1", 1_000, at(-40));
            int id = ((StartTransactionConfirmation) call(client, start)).getTransactionId();
            assertThat(((StartTransactionConfirmation) call(client, start)).getTransactionId())
                    .isEqualTo(id);
            var values = new MeterValuesRequest(1);
            values.setTransactionId(id);
            values.setMeterValue(
                    new MeterValue[] {new MeterValue(at(-20), new SampledValue[] {new SampledValue("1020.5")})});
            call(client, values);
            var stop = new StopTransactionRequest(1_030, at(-10), id);
            assertThat(((StopTransactionConfirmation) call(client, stop))
                            .getIdTagInfo()
                            .getStatus())
                    .isEqualTo(AuthorizationStatus.Accepted);
            var available = new StatusNotificationRequest(1, ChargePointErrorCode.NoError, ChargePointStatus.Available);
            available.setTimestamp(at(-5));
            call(client, available);
            client.disconnect();
            assertThat(stations.statuses()).extracting(VehicleStatus::pluggedIn).containsExactly(true, false);
            assertThat(stations.storedWattHours(NOON.minusSeconds(40), 3)).containsExactly("10.25", "10.25", "9.5");
        }
    }
}
