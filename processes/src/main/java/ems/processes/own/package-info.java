/** What a member sees and orders of the own party's key and of the tokens of its devices. */
@NullMarked
package ems.processes.own;

import org.jspecify.annotations.NullMarked;
