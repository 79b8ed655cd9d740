/** Where accepted messages and dead letters are kept: in memory for a study, in a database for a live grid. */
package ems.routes.store;
