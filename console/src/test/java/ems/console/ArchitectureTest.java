package ems.console;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** The packages of the console point one way, and what makes a snapshot reads nothing. An empty console breaks every rule here. */
@AnalyzeClasses(packages = "ems.console", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static void thereIsAConsoleToLookAt(JavaClasses console) {
        assertThat(console).hasSizeGreaterThan(25);
    }

    @ArchTest
    static final ArchRule PACKAGES_WITHOUT_CYCLES =
            slices().matching("ems.console.(**)").should().beFreeOfCycles().allowEmptyShould(false);

    @ArchTest
    static final ArchRule ONLY_THE_MARKET = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "jakarta..", "org.jspecify..", "ems.market..", "ems.console..")
            .allowEmptyShould(false);

    /** Whatever a snapshot shows was read before: by the types that gather its sources, and by nothing else. */
    @ArchTest
    static final ArchRule A_SNAPSHOT_IS_MADE_WITHOUT_READING = noClasses()
            .that()
            .haveSimpleName("MarketSnapshots")
            .or()
            .haveSimpleName("MarketSnapshot")
            .or()
            .haveSimpleNameEndingWith("Row")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("ems.market.ledger.PeriodJournal")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("ems.market.telemetry.Readings")
            .allowEmptyShould(false);
}
