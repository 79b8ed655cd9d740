package ems.market.period;

import ems.market.quantity.NetEnergy;

/**
 * What a pair can move in a sample by what was measured.
 *
 * @param net a surplus is stored, a demand released
 * @param told whether registers of the car's charger told what moved, now or when it was settled; otherwise, unless its meter signed, it is the home's energy alone, and a
 *     car cannot have moved less than its least power
 */
record SampleNet(NetEnergy net, boolean told) {}
