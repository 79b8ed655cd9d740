package ems.chains;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** This room knows the market and no other, its packages have no cycle, and what calls a node knows no chain. */
@AnalyzeClasses(packages = "ems.chains", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule CHAINS_KNOW_NO_OTHER_ROOM = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("ems..")
                    .and(resideInAPackage("ems.market..").negate())
                    .and(resideInAPackage("ems.chains..").negate()))
            .allowEmptyShould(false);

    @ArchTest
    static final ArchRule PACKAGES_WITHOUT_CYCLES =
            slices().matching("ems.(**)").should().beFreeOfCycles().allowEmptyShould(false);

    @ArchTest
    static final ArchRule A_NODE_IS_CALLED_THE_SAME_FOR_EVERY_CHAIN = noClasses()
            .that()
            .resideInAPackage("ems.chains.client..")
            .should()
            .dependOnClassesThat(resideInAPackage("ems..")
                    .and(resideInAPackage("ems.chains.client..").negate()));

    @ArchTest
    static final ArchRule CHAINS_DO_NOT_KNOW_EACH_OTHER = noClasses()
            .that()
            .resideInAPackage("ems.chains.evm..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ems.chains.iota..");
}
