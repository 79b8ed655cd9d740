package ems.study;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** No arrow between the packages of the study runs in a circle. */
@AnalyzeClasses(packages = "ems.study", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule PACKAGES_WITHOUT_CYCLES =
            slices().matching("ems.study.(**)").should().beFreeOfCycles().allowEmptyShould(false);
}
