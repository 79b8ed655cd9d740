package ems.processes;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;

import ems.ledger.verify.LedgerVerifier;
import ems.ledger.verify.VerifyCommand;
import ems.market.quantity.MatchingPeriod;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** The rooms know the market and not each other. A rule that matches no class fails. */
@AnalyzeClasses(packages = "ems", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    /** The compiler refuses a null where none is meant, in each package that is marked: a new one is marked, too. */
    @ArchTest
    static void every_package_is_marked_as_free_of_nulls(JavaClasses rooms) {
        assertThat(rooms)
                .isNotEmpty()
                .extracting(JavaClass::getPackage)
                .filteredOn(each -> !each.isAnnotatedWith(NullMarked.class))
                .extracting(JavaPackage::getName)
                .isEmpty();
    }

    @ArchTest
    static final ArchRule MARKET_KNOWS_NOTHING_BUT_JAVA = classes()
            .that()
            .resideInAPackage("ems.market..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("ems.market..", "java..", "org.jspecify.annotations");

    @ArchTest
    static final ArchRule RULES_KNOW_NO_OTHER_ROOM = knowsNoOtherRoom("rules");

    @ArchTest
    static final ArchRule FORECASTING_KNOWS_NO_OTHER_ROOM = knowsNoOtherRoom("forecasting");

    @ArchTest
    static final ArchRule LEDGER_KNOWS_NO_OTHER_ROOM = knowsNoOtherRoom("ledger");

    @ArchTest
    static final ArchRule CHAINS_KNOW_NO_OTHER_ROOM = knowsNoOtherRoom("chains");

    @ArchTest
    static final ArchRule ROUTES_KNOW_NO_OTHER_ROOM = knowsNoOtherRoom("routes");

    @ArchTest
    static final ArchRule PEOPLE_KNOW_NO_OTHER_ROOM = knowsNoOtherRoom("people");

    @ArchTest
    static final ArchRule STUDY_KNOWS_NO_OTHER_ROOM = knowsNoOtherRoom("study");

    @ArchTest
    static final ArchRule CONSOLE_KNOWS_NO_OTHER_ROOM = knowsNoOtherRoom("console");

    /** An auditor verifies with the network cable pulled out; only {@code chains} calls anybody. */
    @ArchTest
    static final ArchRule MARKET_AND_LEDGER_OPEN_NO_NETWORK = noClasses()
            .that()
            .resideInAnyPackage("ems.market..", "ems.ledger..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net..", "java.nio.channels.spi..", "java.rmi..", "javax.net..");

    /** Nor does it need the operator's database: it goes by files alone, whatever it calls. */
    @ArchTest
    static final ArchRule THE_VERIFIER_KNOWS_NO_DATABASE = noClasses()
            .that()
            .belongToAnyOf(VerifyCommand.class, LedgerVerifier.class)
            .or()
            .resideInAnyPackage("ems.ledger.contract..", "ems.ledger.tree..")
            .should()
            .transitivelyDependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi..");

    /** What is merged has no way to a reading; of the market's quantities it knows the period alone. */
    @ArchTest
    static final ArchRule READINGS_STAY_IN_THEIR_PAIR = noClasses()
            .that()
            .resideInAPackage("ems.forecasting.federation..")
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("ems.forecasting.pair..", "ems.market.telemetry..", "ems.market.quantity..")
                            .and(not(type(MatchingPeriod.class))));

    @ArchTest
    static final ArchRule THE_NETWORK_KNOWS_NO_MARKET = noClasses()
            .that()
            .resideInAPackage("ems.forecasting.network..")
            .should()
            .dependOnClassesThat(resideInAPackage("ems..")
                    .and(resideInAPackage("ems.forecasting.network..").negate()));

    @ArchTest
    static final ArchRule ONLY_PROCESSES_KNOW_THE_ENGINE = noClasses()
            .that()
            .resideOutsideOfPackages("ems.processes..", "ems.rules..", "org..", "io..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.kie..", "org.drools..", "org.jbpm..");

    /** Whoever has the file and this code needs nothing else. */
    @ArchTest
    static final ArchRule A_RECEIPT_IS_CHECKED_WITHOUT_A_DATABASE = noClasses()
            .that()
            .resideInAPackage("ems.ledger.receipt..")
            .should()
            .transitivelyDependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi..");

    @ArchTest
    static final ArchRule PACKAGES_OF_ALL_ROOMS_WITHOUT_CYCLES =
            slices().matching("ems.(**)").should().beFreeOfCycles().allowEmptyShould(false);

    /** A name means one thing in the whole house. */
    @ArchTest
    static void no_two_types_have_the_same_name(JavaClasses house) {
        Map<String, List<String>> types = house.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(
                        JavaClass::getSimpleName, Collectors.mapping(JavaClass::getName, Collectors.toList())));
        assertThat(types).hasSizeGreaterThan(500);
        types.values().removeIf(bearers -> bearers.size() == 1);
        assertThat(types).as("names that several types share").isEmpty();
    }

    private static ArchRule knowsNoOtherRoom(String room) {
        return noClasses()
                .that()
                .resideInAPackage("ems." + room + "..")
                .should()
                .dependOnClassesThat(resideInAPackage("ems..")
                        .and(resideInAPackage("ems.market..").negate())
                        .and(resideInAPackage("ems." + room + "..").negate()));
    }
}
