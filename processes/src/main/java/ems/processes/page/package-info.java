/** What the live market shows over HTTP; looking changes nothing. */
package ems.processes.page;
