/** What a party bought and sold, booking by booking, and what it adds up to. */
@NullMarked
package ems.market.bill;

import org.jspecify.annotations.NullMarked;
