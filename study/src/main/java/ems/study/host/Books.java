package ems.study.host;

import ems.market.ledger.Ledger;
import ems.market.ledger.PeriodJournal;

/** Journal and ledger of one run; closing them finishes the ledger's export. */
public interface Books extends AutoCloseable {

    PeriodJournal journal();

    Ledger ledger();

    @Override
    void close();
}
