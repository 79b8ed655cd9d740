/** What is studied: one commented YAML file, read strictly, every value with its unit. */
package ems.study.scenario;
