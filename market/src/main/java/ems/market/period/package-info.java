/** Use cases of one matching period: each task of the process is one method of the grid's market. */
package ems.market.period;
