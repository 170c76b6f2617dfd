package io.onetape.tools.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.onetape.services.strategy.ImpureStrategy;
import io.onetape.services.strategy.PureStrategy;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@AnalyzeClasses(packages = "io.onetape", importOptions = ProductionCode.class)
final class PurityTest {
    @ArchTest
    static final ArchRule pureCodeDependsOnNothingButItsInputs = classes()
            .that(PureCode.isPure())
            .should(PureCode.dependOnNothingButTheirInputs())
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyTheSyntheticMarketTheSearchAndTheCutsDrawRandomNumbers = classes()
            .that()
            .resideInAPackage("io.onetape.backtest..")
            .and()
            .resideOutsideOfPackages(
                    "io.onetape.backtest.synthetic..", "io.onetape.backtest.sweep..", "io.onetape.backtest.lookahead..")
            .should(PureCode.drawNoRandomNumbers())
            .allowEmptyShould(true);

    private static final List<String> VIOLATIONS = pureCodeDependsOnNothingButItsInputs
            .evaluate(imported(ImpureStrategy.class))
            .getFailureReport()
            .getDetails();

    static List<String> impureMethods() {
        return Arrays.stream(ImpureStrategy.class.getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .map(Method::getName)
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("impureMethods")
    void whatDependsOnMoreThanItsInputsIsNamed(String method) {
        assertThat(VIOLATIONS).anyMatch(violation -> violation.contains("ImpureStrategy." + method + "("));
    }

    @Test
    void whatDependsOnItsInputsAlonePasses() {
        assertThat(pureCodeDependsOnNothingButItsInputs
                        .evaluate(imported(PureStrategy.class))
                        .getFailureReport()
                        .getDetails())
                .isEmpty();
    }

    private static JavaClasses imported(Class<?> type) {
        return new ClassFileImporter().importClasses(type);
    }
}
