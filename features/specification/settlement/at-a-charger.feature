Feature: What a charger moved is what a car has traded
  A home's meter says what it had to spare; whether a car took it, only its charger knows. Of the two, sample by sample, the smaller
  is settled. Where the charger's meter signs what went through it, its record stands in the ledger and on the receipt.

  Background:
    Given House Z0 has 3.6 kW to spare
    And EV 3 holds 25 kWh of its 50 kWh, bought at 17.945 p/kWh

  Rule: The smaller of what the home gave and what the charger moved is settled

    Example: The car took half of what there was
      When EV 3's charger counts 0.03 kWh into it in the period
      And the period ends
      Then House Z0 sells 0.03 kWh to EV 3

    Example: The car took more, from the grid
      When EV 3's charger counts 0.1 kWh into it in the period
      And the period ends
      Then House Z0 sells 0.06 kWh to EV 3

    Example: The charger took nothing, whatever was matched
      When EV 3's charger counts 0 kWh into it in the period
      And the period ends
      Then nothing is traded

    Example: The charger was offline, and tells when it is back
      When the period ends
      Then House Z0 sells 0.06 kWh to EV 3
      When the clock shows 12:01:30
      And EV 3's charger counts 0.03 kWh into it in the period
      And the clock moves on to the period of 12:03
      Then the period of 12:02 books that House Z0 sold 0.03 kWh less to EV 3 in the period of 12:00, for 0.53835 p
      When the auditor verifies the ledger
      Then all of it is verified, 6 blocks

  Rule: What the charger's meter signed is on the receipt, and no more is settled

    Example: A car charges, and its charger's meter signs it
      Given the meter of EV 3's charger signs
      When EV 3's charger counts 0.03 kWh into it in the period, and signs for 0.03 kWh
      And the period ends
      Then House Z0 sells 0.03 kWh to EV 3
      When House Z0 asks for the receipt of its match
      Then the receipt is verified
      And the receipt says: "The meter of EV-3's charger signed that at most 0.03 kWh went in"
      When the auditor verifies the ledger
      Then all of it is verified, 4 blocks

    Example: The meter signs for less than the charger tells
      Given the meter of EV 3's charger signs
      When EV 3's charger counts 0.03 kWh into it in the period, and signs for 0.02 kWh
      And the period ends
      Then House Z0 sells 0.02 kWh to EV 3

    Example: A bit of the signed record is flipped
      Given the meter of EV 3's charger signs
      When EV 3's charger counts 0.03 kWh into it in the period, and signs for 0.03 kWh
      And the period ends
      And the ledger has been exported
      And House Z0 asks for the receipt of its match
      When somebody flips a bit of the signed record
      Then the receipt is wrong, because "entry and path do not lead to the block's root"
      When the auditor verifies the ledger
      Then the first wrong entry is the signed-registers entry of the period

  Rule: A record that is not the meter's is not booked, and the operator sees it

    Example: Another meter signs
      Given the meter of EV 3's charger signs
      And somebody changes the meter of EV 3's charger for another
      When EV 3's charger counts 0.03 kWh into it in the period, and signs for 0.02 kWh
      Then the operator finds the refused message: "it is not signed with the key that the registry has of the meter of EV-3's charger"
      When the period ends
      Then House Z0 sells 0.03 kWh to EV 3
