/** Use cases of one matching period: each task of the process is one method of the grid's market. */
@NullMarked
package ems.market.period;

import org.jspecify.annotations.NullMarked;
