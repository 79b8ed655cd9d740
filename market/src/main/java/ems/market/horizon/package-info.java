/** What energy will be worth later, as a price of each period: it lets the market store today what somebody needs tonight. */
@NullMarked
package ems.market.horizon;

import org.jspecify.annotations.NullMarked;
