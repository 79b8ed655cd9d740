package ems.market.ledger;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.record.Abandonment;
import ems.market.record.AgentKey;
import ems.market.record.Enrolment;
import ems.market.record.ModelRefusal;
import ems.market.record.Revocation;

import static org.assertj.core.api.Assertions.assertThat;

class PeriodJournalTest {

    @Test
    void enrolmentsKeysAndRevocationsChangeTheRegistryAndNothingElseDoes() {
        var newKey = new ProsumerId("new-key");
        var revoked = new VehicleId("revoked");
        var enrolled = new VehicleId("enrolled");
        assertThat(PeriodJournal.changedBy(Stream.of(
                        new Abandonment("missed"),
                        new ModelRefusal(new ProsumerId("unchanged"), "it changes nothing"),
                        new AgentKey(newKey, AgentKey.BIDS, "A".repeat(43)),
                        new Revocation(revoked, "stolen"),
                        new Enrolment(enrolled, Energy.ZERO))))
                .containsExactlyInAnyOrder(newKey, revoked, enrolled);
    }
}
