/** Other people's files: which column means what, in which unit, and the port that reads them in. */
package ems.market.replay;
