/** What is studied: one commented YAML file, read strictly, every value with its unit. */
@NullMarked
package ems.study.scenario;

import org.jspecify.annotations.NullMarked;
