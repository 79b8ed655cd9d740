package ems.rules;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** No arrow between this room's packages runs in a circle. An empty room breaks the rule. */
@AnalyzeClasses(packages = "ems.rules", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule PACKAGES_WITHOUT_CYCLES =
            slices().matching("ems.(**)").should().beFreeOfCycles().allowEmptyShould(false);
}
