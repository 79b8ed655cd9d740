package ems.ledger.contract;

import ems.market.party.Party;

/**
 * Under which keys the contracts hold what each block says of a party, spelled once for all blocks.
 *
 * @param bid period of an EV's latest accepted bid
 * @param inventory what an EV holds
 * @param money what its account holds
 */
record AccountKeys(String bid, String inventory, String money) {

    static AccountKeys of(Party party) {
        return new AccountKeys(
                MatchingContract.BID + '|' + party.account(),
                VehicleBooks.INVENTORY + '|' + party.text(),
                ExchangeContract.MONEY + '|' + party.account());
    }
}
