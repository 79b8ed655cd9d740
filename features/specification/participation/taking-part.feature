Feature: Only an EV that takes part may sell
  Energy is sold by EVs that the ledger proves to be part of the market, not by strangers and not by those thrown out.
  What is proven is an enrolment, no revocation, and an accepted bid within the time that rules/tables/participation.csv says.

  Background:
    Given EV 3 holds 25 kWh of its 50 kWh, bought at 20 p/kWh

  Rule: An EV that is not enrolled takes no part

    Example: Every member is enrolled before the first period
      When the period ends
      Then EV 3 takes part
      And the period's ledger balances to zero

    Example: The report of a stranger does not get past the door
      Given the period has started
      When a car sends at 12:00:20:
        """
        {"vehicle": "EV-9", "at": "2026-06-21T12:00:20Z", "plugged_in": true}
        """
      Then the message is refused: "vehicle 'EV-9' is not a member of the grid"
      And it is kept as a dead letter with that reason
      When the period ends
      Then the period's ledger balances to zero

  Rule: An EV without an accepted bid in the past week may store but not release

    Example: A newcomer may not sell in its first period
      Given House Z0 needs 3.6 kW
      And EV 3 has never taken part before
      When the period ends
      Then EV 3 may store 15 kWh and release 0 kWh
      And nothing is traded
      And the period's ledger balances to zero

    Example: A newcomer may buy in its first period
      Given House Z0 has 3.6 kW to spare
      And EV 3 has never taken part before
      When the period ends
      Then House Z0 sells 0.06 kWh to EV 3
      And the period's ledger balances to zero

  Rule: An EV with an accepted bid in the past week may store and release

    Example: A newcomer may sell in its second period
      Given House Z0 needs 3.6 kW
      And EV 3 has never taken part before
      And the period has ended
      When the next period ends
      Then EV 3 may store 15 kWh and release 15 kWh
      And EV 3 sells 0.06 kWh to House Z0 at 22 p/kWh
      And the period's ledger balances to zero

    Scenario Outline: An analyst asks for a bid in the last two periods; EV 3 was away for <away>
      Given EV 3 drives off at 11:59:50
      And EV 3 is back at <back>
      And the period has started
      When an analyst sets "accepted bid from (periods ago)" to "3" in the participation rule "An EV without an accepted bid in the past week may store but not release"
      And an analyst sets "accepted bid below (periods ago)" to "3" in the participation rule "An EV with an accepted bid in the past week may store and release"
      And the clock moves on to the period of <period>
      And the period ends
      Then EV 3 may store 15 kWh and release <release> kWh
      And the period's ledger balances to zero

      Examples:
        | away        | back     | period | release |
        | one period  | 12:00:50 | 12:01  | 15      |
        | two periods | 12:01:50 | 12:02  | 0       |

  Rule: An EV whose enrolment is revoked takes no part

    Example: EV 3 is revoked during a period and is out of the next one
      Given House Z0 needs 3.6 kW
      And the period has started
      When EV 3's enrolment is revoked: "sold to another owner"
      And the period ends
      Then EV 3 sells 0.06 kWh to House Z0
      And the period's ledger balances to zero
      When the next period ends
      Then EV 3 is refused: "the enrolment of this EV is revoked"
      And nothing is traded
      And the period's ledger balances to zero
