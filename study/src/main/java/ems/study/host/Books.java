package ems.study.host;

import ems.market.journal.PeriodJournal;
import ems.market.ledger.Ledger;

/** Journal and ledger of one run; closing them finishes the ledger's export. */
public interface Books extends AutoCloseable {

    PeriodJournal journal();

    Ledger ledger();

    @Override
    void close();
}
