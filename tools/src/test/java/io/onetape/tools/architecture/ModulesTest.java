package io.onetape.tools.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.onetape.services.strategy.MisplacedImpl;
import java.util.List;
import org.junit.jupiter.api.Test;

@AnalyzeClasses(packages = "io.onetape", importOptions = ProductionCode.class)
final class ModulesTest {
    /** In the direction of the data: each may depend on those before it. */
    private static final List<String> MODULES =
            List.of("journal", "replay", "services", "backtest", "tools", "benchmarks");

    private static final String[] SHELLS = {
        "io.onetape.services.venue..",
        "io.onetape.services.store..",
        "io.onetape.services.dashboard..",
        "io.onetape.services.alert..",
        "io.onetape.services.ops..",
        "io.onetape.services.plugin..",
        "io.onetape.services.remote..",
        "io.onetape.services.runtime..",
        "io.onetape.services.config.."
    };

    @ArchTest
    static final ArchRule packagesAreFreeOfCircles =
            slices().matching("io.onetape.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheJournalKnowsChronicleQueue = noClasses()
            .that()
            .resideOutsideOfPackages("io.onetape.journal..", "io.onetape.benchmarks..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("net.openhft.chronicle.queue..");

    @ArchTest
    static final ArchRule onlyTheListenerKnowsChronicleNetwork = noClasses()
            .that()
            .haveNameNotMatching("io\\.onetape\\.services\\.remote\\.Chronicle(Listener|Connection)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("net.openhft.chronicle.network..");

    @ArchTest
    static final ArchRule pureCodeKnowsNoShell = noClasses()
            .that(PureCode.isPure())
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SHELLS)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyToolsHaveMain = methods()
            .that()
            .haveName("main")
            .and()
            .areStatic()
            .should()
            .beDeclaredInClassesThat()
            .resideInAnyPackage("io.onetape.tools..", "io.onetape.benchmarks..");

    @ArchTest
    static final ArchRule namesSayWhatAClassIs =
            noClasses().should().haveNameMatching(".*(Utils?|Manager|Impl|Helper|Engine)");

    @ArchTest
    static void aModuleKnowsOnlyTheModulesBeforeIt(JavaClasses classes) {
        for (String module : MODULES) {
            modulesAfter(module).check(classes);
        }
    }

    @ArchTest
    static void theRulesSeeEveryModuleThatIsOnTheClassPath(JavaClasses classes) {
        assertThat(classes.contain("io.onetape.tools.Main")).isTrue();
        assertThat(classes.contain("io.onetape.journal.schema.MessageHeaderDecoder"))
                .isTrue();
        assertThat(classes.contain(MisplacedImpl.class)).isFalse();
    }

    @Test
    void aClassInTheWrongPlaceBreaksTheRules() {
        JavaClasses misplaced = new ClassFileImporter().importClasses(MisplacedImpl.class);
        assertBroken(namesSayWhatAClassIs, misplaced);
        assertBroken(onlyTheJournalKnowsChronicleQueue, misplaced);
        assertBroken(onlyToolsHaveMain, misplaced);
        assertBroken(modulesAfter("services"), misplaced);
    }

    private static ArchRule modulesAfter(String module) {
        String[] later = MODULES.stream()
                .skip(MODULES.indexOf(module) + 1)
                .map(name -> "io.onetape." + name + "..")
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage("io.onetape." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(later)
                .allowEmptyShould(true);
    }

    private static void assertBroken(ArchRule rule, JavaClasses classes) {
        assertThat(rule.evaluate(classes).hasViolation())
                .as(rule.getDescription())
                .isTrue();
    }
}
