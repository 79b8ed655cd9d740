package ems.processes.period;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.narayana.jta.QuarkusTransaction;
import org.jboss.logging.Logger;
import org.kie.api.event.process.ProcessCompletedEvent;
import org.kie.kogito.internal.process.event.DefaultKogitoProcessEventListener;
import org.kie.kogito.internal.process.runtime.KogitoProcessInstance;
import org.kie.kogito.process.ProcessInstance;

import ems.market.party.PeriodKey;
import ems.market.period.PeriodSteps;

/** When an operator aborts a period's instance, the market ends that period too: nothing settled, its EVs free. */
@ApplicationScoped
public class AbortedPeriods extends DefaultKogitoProcessEventListener {

    private static final Logger LOG = Logger.getLogger("ems.repair");

    private final Markets markets;
    private final AbortReasons reasons;

    public AbortedPeriods(Markets markets, AbortReasons reasons) {
        this.markets = markets;
        this.reasons = reasons;
    }

    /** A period that later ones were sealed past has nothing left to end: that is no failure of what the engine does. */
    private void abandon(PeriodSteps market, PeriodKey key) {
        QuarkusTransaction.suspendingExisting().run(() -> {
            try {
                market.abandon(key, reasons.of(key));
            } catch (IllegalStateException tooLate) {
                LOG.warnf("%s was aborted and is not in the ledger: %s", key, tooLate.getMessage());
            }
        });
    }

    @Override
    public void afterProcessCompleted(ProcessCompletedEvent event) {
        var instance = (KogitoProcessInstance) event.getProcessInstance();
        if (instance.getState() == ProcessInstance.STATE_ABORTED && instance.getBusinessKey() != null) {
            var key = PeriodKey.parse(instance.getBusinessKey());
            markets.find(key.grid()).ifPresent(market -> abandon(market, key));
        }
    }
}
