/** Makes the tables of a finished study again from its scenario, data and ledgers, and compares them with what lies there. */
@NullMarked
package ems.study.audit;

import org.jspecify.annotations.NullMarked;
