/** What has been done of each period: every step once, and everything it recorded. */
package ems.market.journal;
