package ems.study.result;

import ems.market.party.GridPrices;
import ems.market.party.ProsumerId;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.record.DirectLine;
import ems.market.record.Flow;
import ems.market.record.SettlementLine;

/** Sums of one prosumer as a run goes on. */
final class ProsumerAccount {

    private final ProsumerId prosumer;
    private Energy sold = Energy.ZERO;
    private Energy bought = Energy.ZERO;
    private Energy soldDirectly = Energy.ZERO;
    private Energy boughtDirectly = Energy.ZERO;
    private Money paid = Money.ZERO;
    private Money received = Money.ZERO;
    private Money benefit = Money.ZERO;

    ProsumerAccount(ProsumerId prosumer) {
        this.prosumer = prosumer;
    }

    void book(SettlementLine line, GridPrices grid) {
        if (line.debit().equals(prosumer)) {
            paid = paid.plus(line.amount());
        } else {
            received = received.plus(line.amount());
        }
        if (line.flow() == Flow.STORED) {
            sold = sold.plus(line.energy());
        } else {
            bought = bought.plus(line.energy());
        }
        benefit = benefit.plus(line.benefitOfProsumer(grid));
    }

    void book(DirectLine line, GridPrices grid) {
        var effect = line.effectOn(prosumer);
        if (effect.micropence() < 0) {
            paid = paid.minus(effect);
        } else {
            received = received.plus(effect);
        }
        if (line.isPurchaseOf(prosumer)) {
            boughtDirectly = boughtDirectly.plus(line.energy());
        } else {
            soldDirectly = soldDirectly.plus(line.energy());
        }
        benefit = benefit.plus(line.gainOf(prosumer, grid));
    }

    ProsumerResult result() {
        return new ProsumerResult(prosumer, sold, bought, soldDirectly, boughtDirectly, paid, received, benefit);
    }
}
