package ems.processes.bill;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import ems.ledger.bill.MemberBooks;
import ems.processes.grid.GridWiring;

/** The books from which bills are made, on the market's database. */
class BillsWiring {

    @Produces
    @Singleton
    MemberBooks books(GridWiring wiring) {
        return new MemberBooks(wiring.store());
    }
}
