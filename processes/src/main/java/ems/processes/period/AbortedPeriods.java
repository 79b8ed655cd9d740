package ems.processes.period;

import ems.market.period.PeriodKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.kie.api.event.process.ProcessCompletedEvent;
import org.kie.kogito.internal.process.event.DefaultKogitoProcessEventListener;
import org.kie.kogito.internal.process.runtime.KogitoProcessInstance;
import org.kie.kogito.process.ProcessInstance;

/** When an operator aborts a period's instance, the market ends that period too: nothing settled, its EVs free. */
@ApplicationScoped
public class AbortedPeriods extends DefaultKogitoProcessEventListener {

    @Inject
    Markets markets;

    @Override
    public void afterProcessCompleted(ProcessCompletedEvent event) {
        var instance = (KogitoProcessInstance) event.getProcessInstance();
        if (instance.getState() == ProcessInstance.STATE_ABORTED && instance.getBusinessKey() != null) {
            var key = PeriodKey.parse(instance.getBusinessKey());
            markets.of(key.grid()).abandon(key, "aborted by an operator");
        }
    }
}
