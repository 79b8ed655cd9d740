package ems.features;

import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** Every feature of the specification. The report is {@code target/features.html}. */
@Suite
@IncludeEngines("cucumber")
@SelectPackages("specification")
class FeaturesTest {}
