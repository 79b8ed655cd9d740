/** Drools: typed rows become rules, questions become facts, and every rule that fits adds itself to the question's fits. */
@NullMarked
package ems.rules.engine;

import org.jspecify.annotations.NullMarked;
