package ems.people.role;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RightTest {

    /** All rights, written a second time: whoever changes one has to change both. */
    private static final String MATRIX = """
                             analyst approver operator auditor member device monitor admin
            see-market       all     all      all      all     own    -      -       -
            edit-drafts      all     -        -        -       -      -      -       -
            approve-drafts   -       all      -        -       -      -      -       -
            restore-rules    -       -        all      -       -      -      -       -
            see-operations   -       -        all      all     -      -      -       -
            repair-periods   -       -        all      -       -      -      -       -
            manage-members   -       -        all      -       -      -      -       -
            propose-units    -       -        all      -       -      -      -       -
            manage-tokens    -       -        all      -       -      -      -       all
            see-energy       -       -        all      all     own    -      -       -
            see-figures      -       -        all      all     -      -      all     -
            see-money        -       -        -        all     own    -      -       -
            manage-access    -       -        -        -       own    -      -       -
            set-wishes       -       -        -        -       own    -      -       -
            see-ledger       -       -        all      all     -      -      -       -
            see-trail        -       -        all      all     -      -      -       all
            send-messages    -       -        -        -       -      own    -       -
            correct-readings -       -        all      -       -      -      -       -
            manage-people    -       -        -        -       -      -      -       all
            """;

    private static List<String> cells(String line) {
        return List.of(line.strip().split(" +"));
    }

    @Test
    void eachRoleMayDoWhatTheTableSaysAndNoMore() {
        var roles = cells(MATRIX.lines().findFirst().orElseThrow()).stream()
                .map(Role::parse)
                .toList();
        assertThat(roles).containsExactly(Role.values());
        var written = Arrays.stream(Right.values())
                .map(right -> right.text()
                        + roles.stream()
                                .map(role -> switch (right.scopeOf(role)) {
                                    case NONE -> "-";
                                    case OWN -> "own";
                                    case ALL -> "all";
                                })
                                .collect(Collectors.joining(" ", " ", "")))
                .toList();
        var expected = MATRIX.lines()
                .skip(1)
                .map(line -> String.join(" ", cells(line)))
                .toList();
        assertThat(written).containsExactlyElementsOf(expected);
    }

    @Test
    void severalRolesMayDoWhatAnyOfThemMay() {
        assertThat(Right.SEE_MONEY.scopeOf(Set.of(Role.MEMBER, Role.OPERATOR))).isEqualTo(Scope.OWN);
        assertThat(Right.SEE_MONEY.scopeOf(Set.of(Role.MEMBER, Role.AUDITOR))).isEqualTo(Scope.ALL);
        assertThat(Right.SEE_MONEY.scopeOf(Set.of())).isEqualTo(Scope.NONE);
    }

    @Test
    void rolesAreWrittenInOneOrderAndReadBack() {
        assertThat(Role.textOf(Set.of(Role.OPERATOR, Role.ANALYST))).isEqualTo("analyst,operator");
        assertThat(Role.parseAll("analyst, operator")).containsExactlyInAnyOrder(Role.ANALYST, Role.OPERATOR);
        assertThat(Role.parseAll("")).isEmpty();
        assertThatThrownBy(() -> Role.parseAll("analyst,king"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("'king'", "analyst,approver,operator,auditor,member,device,monitor,admin");
    }
}
