package ems.features;

import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectClasspathResource;
import org.junit.platform.suite.api.Suite;

/** Every feature of the specification. The report is {@code target/features.html}. */
@Suite
@IncludeEngines("cucumber")
@SelectClasspathResource("specification")
class FeaturesTest {}
