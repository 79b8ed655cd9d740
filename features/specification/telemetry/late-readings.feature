Feature: What comes in late is booked late
  A meter loses its line and sends what it measured when it is back, or somebody finds out that it measured wrongly.
  What its period settled stands. What it should have settled besides, at the prices of that period, is booked in the next one:
  new lines in a new block, and the auditor sees what they correct.

  Background:
    Given House Z0 has 3.6 kW to spare
    And EV 3 holds 25 kWh of its 50 kWh, bought at 17.945 p/kWh

  Rule: A late reading moves what it would have moved in time

    Example: A sample comes in a minute and a half late
      Given House Z0's reading of 12:00:30 never arrives
      When the period ends
      Then House Z0 sells 0.05 kWh to EV 3
      When a meter sends at 12:01:30:
        """
        {"meter": "House-Z0", "at": "2026-06-21T12:00:30Z", "production_w": 3600, "consumption_w": 0}
        """
      Then the message is taken
      When the clock moves on to the period of 12:03
      Then the period of 12:02 books that House Z0 sold 0.01 kWh more to EV 3 in the period of 12:00, for 0.17945 p
      And the period of 12:00 is settled
      When the auditor verifies the ledger
      Then all of it is verified, 6 blocks

    Example: A sample that came in before is a repeat, however late
      When the period ends
      And a meter sends at 12:01:30:
        """
        {"meter": "House-Z0", "at": "2026-06-21T12:00:30Z", "production_w": 3600, "consumption_w": 0}
        """
      Then the message is dropped as a repeat
      When the clock moves on to the period of 12:03
      Then the period of 12:02 corrects nothing

  Rule: A corrected value takes back what was booked too much

    Example: The meter counted twice what it should have
      When the period ends
      Then House Z0 sells 0.06 kWh to EV 3
      When an operator corrects at 12:01:30:
        """
        {"meter": "House-Z0", "at": "2026-06-21T12:00:30Z", "production_w": 1800, "consumption_w": 0}
        """
      Then the message is taken
      When the clock moves on to the period of 12:03
      Then the period of 12:02 books that House Z0 sold 0.005 kWh less to EV 3 in the period of 12:00, for 0.089725 p
      When the auditor verifies the ledger
      Then all of it is verified, 6 blocks

    Example: An operator says why, and the trail keeps it
      When the period ends
      And an operator corrects at 12:01:30, because "":
        """
        {"meter": "House-Z0", "at": "2026-06-21T12:00:30Z", "production_w": 1800, "consumption_w": 0}
        """
      Then nothing is corrected: "'reason' is missing"
      When an operator corrects at 12:01:30, because "the meter counted twice":
        """
        {"meter": "House-Z0", "at": "2026-06-21T12:00:30Z", "production_w": 1800, "consumption_w": 0}
        """
      Then the message is taken
      And the trail has a line of it
      When the clock moves on to the period of 12:03
      Then the period of 12:02 books that House Z0 sold 0.005 kWh less to EV 3 in the period of 12:00, for 0.089725 p

    Example: Another value for the same time is no correction by itself
      When the period ends
      And a meter sends at 12:01:30:
        """
        {"meter": "House-Z0", "at": "2026-06-21T12:00:30Z", "production_w": 1800, "consumption_w": 0}
        """
      Then the message is refused: "another value than the one that came in before for 2026-06-21T12:00:30Z, which stays: to correct it, post it to corrections"
      And it is kept as a dead letter with that reason

  Rule: What cannot be corrected is refused with its reason

    Example: A reading of a month ago
      When the period ends
      And a meter sends at 12:01:30:
        """
        {"meter": "House-Z0", "at": "2026-05-21T12:00:30Z", "production_w": 3600, "consumption_w": 0}
        """
      Then the message is refused: "late: a reading of 2026-05-21T12:00:30Z came in at 2026-06-21T12:01:30Z, and no period before 2026-05-21T12:01:30Z is corrected any more"
      And it is kept as a dead letter with that reason
