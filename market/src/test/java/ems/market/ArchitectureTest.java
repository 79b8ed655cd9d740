package ems.market;

import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** The market is plain Java, counts in whole numbers and is told the time. An empty market breaks every rule here. */
@AnalyzeClasses(packages = "ems.market", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final Set<String> FLOATING =
            Set.of("double", "float", "[D", "[F", "[[D", "[[F", "java.lang.Double", "java.lang.Float");

    private static final DescribedPredicate<JavaClass> FLOATING_POINT =
            DescribedPredicate.describe("floating point", type -> FLOATING.contains(type.getName()));

    private static final DescribedPredicate<JavaAccess<?>> THE_TIME_NOW =
            DescribedPredicate.describe("the machine's clock", access -> {
                String owner = access.getTargetOwner().getName();
                String name = access.getTarget().getName();
                return owner.startsWith("java.time.") && name.equals("now")
                        || owner.equals("java.lang.System")
                                && Set.of("currentTimeMillis", "nanoTime").contains(name);
            });

    @ArchTest
    static void thereIsAMarketToLookAt(JavaClasses market) {
        assertThat(market).hasSizeGreaterThan(50);
    }

    @ArchTest
    static final ArchRule ONLY_JAVA = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "ems.market..", "org.jspecify.annotations")
            .allowEmptyShould(false);

    @ArchTest
    static final ArchRule PACKAGES_WITHOUT_CYCLES =
            slices().matching("ems.market.(**)").should().beFreeOfCycles().allowEmptyShould(false);

    @ArchTest
    static final ArchRule NO_FLOATING_FIELD =
            noFields().should().haveRawType(FLOATING_POINT).allowEmptyShould(false);

    @ArchTest
    static final ArchRule NO_FLOATING_RESULT =
            noCodeUnits().should().haveRawReturnType(FLOATING_POINT).allowEmptyShould(false);

    @ArchTest
    static final ArchRule NO_FLOATING_ARGUMENT = noCodeUnits()
            .should()
            .haveRawParameterTypes(DescribedPredicate.describe(
                    "floating point", (List<JavaClass> types) -> types.stream().anyMatch(FLOATING_POINT)))
            .allowEmptyShould(false);

    @ArchTest
    static final ArchRule NO_FLOATING_CALL = noClasses()
            .should()
            .callCodeUnitWhere(DescribedPredicate.describe(
                    "it takes or gives floating point",
                    call -> FLOATING_POINT.test(call.getTarget().getRawReturnType())
                            || call.getTarget().getRawParameterTypes().stream().anyMatch(FLOATING_POINT)))
            .allowEmptyShould(false);

    @ArchTest
    static final ArchRule NO_CLOCK =
            noClasses().should().accessTargetWhere(THE_TIME_NOW).allowEmptyShould(false);

    @ArchTest
    static final ArchRule NO_CHANCE = noClasses()
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Clock.class, Random.class, UUID.class)
            .allowEmptyShould(false);

    /** Whoever doubts the solvers reads these three. */
    @ArchTest
    static final ArchRule CERTIFICATES_KNOW_NO_SOLVER = noClasses()
            .that()
            .haveSimpleNameStartingWith("Certificate")
            .or()
            .haveSimpleNameStartingWith("Offer")
            .should()
            .transitivelyDependOnClassesThat()
            .resideInAPackage("ems.market.matching.solver")
            .allowEmptyShould(false);
}
