package ems.ledger.replay;

import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import ems.market.ledger.Enrolment;
import ems.market.ledger.Revocation;
import ems.market.ledger.TradingPartner;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Whom a prosumer trades with is settled as it enrols: an operator cannot change it afterwards. */
class RegisterTest {

    private static final ProsumerId L1 = new ProsumerId("L1");
    private static final ProsumerId L2 = new ProsumerId("L2");
    private static final VehicleId EV1 = new VehicleId("EV1");
    private static final VehicleId EV2 = new VehicleId("EV2");

    private final Register register = new Register();

    private void enrol(ProsumerId prosumer) {
        register.enrol(new Enrolment(prosumer, Energy.ZERO));
    }

    private void enrol(VehicleId vehicle) {
        register.enrol(new Enrolment(vehicle, new Energy(1)));
    }

    private void refused(ProsumerId prosumer, VehicleId vehicle, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> register.partner(new TradingPartner(prosumer, vehicle)))
                .withMessageContaining(why);
    }

    @Test
    void partnersAreNamedInTheBlockThatEnrolsTheProsumer() {
        enrol(EV1);
        register.endBlock();
        enrol(L1);
        enrol(EV2);
        register.partner(new TradingPartner(L1, EV1));
        register.partner(new TradingPartner(L1, EV2));
        assertThat(register.partners().few()).isEqualTo(Map.of(L1, Set.of(EV1, EV2)));
        enrol(L2);
        register.partner(new TradingPartner(L2, EV1));
        assertThat(register.partners().few()).isEqualTo(Map.of(L1, Set.of(EV1, EV2), L2, Set.of(EV1)));
    }

    @Test
    void partnersAreNotNamedLater() {
        enrol(L1);
        enrol(EV1);
        register.endBlock();
        refused(L1, EV1, "prosumer:L1 is not enrolled in this block");
        assertThat(register.partners().areAllFor(L1)).isTrue();
    }

    @Test
    void strangersHaveNoPartnersAndAreNone() {
        enrol(L1);
        enrol(EV1);
        refused(L2, EV1, "prosumer:L2 is not enrolled in this block");
        refused(L1, EV2, "vehicle:EV2 is not enrolled");
        register.revoke(new Revocation(EV1, "stolen"));
        refused(L1, EV1, "vehicle:EV1 is not enrolled");
    }

    @Test
    void aPartnerIsNamedOnce() {
        enrol(L1);
        enrol(EV1);
        register.partner(new TradingPartner(L1, EV1));
        refused(L1, EV1, "vehicle:EV1 is a partner of prosumer:L1 already");
    }

    @Test
    @Timeout(30)
    void theListsAreCopiedOnceNotForEachEntry() {
        enrol(L1);
        enrol(EV1);
        register.partner(new TradingPartner(L1, EV1));
        assertThat(register.partners()).isSameAs(register.partners());
        for (int i = 0; i < 20_000; i++) {
            var prosumer = new ProsumerId("P" + i);
            enrol(prosumer);
            register.partner(new TradingPartner(prosumer, EV1));
        }
        assertThat(register.partners().few()).hasSize(20_001);
    }
}
