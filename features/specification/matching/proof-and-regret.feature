Feature: A period shows how good its pairs are, and why each was made
  Whoever trades may ask why with this EV and not with another one, and what a better choice would have brought. The optimal
  algorithm answers with shadow prices: what a second EV like this one would add. They also prove that no pairs move more.

  Rule: An optimal period is proved: its pairs move as much as no pairs exceed

    Example: Two EVs for three homes
      Given House L1 has 1.2 kW to spare
      And House R2 needs 2.4 kW
      And House Z0 has 3.6 kW to spare
      And EV 1 holds 25 kWh of its 50 kWh
      And EV 2 holds 25 kWh of its 50 kWh
      When the period ends
      Then the pairs are proved to move 0.1 kWh, and no pairs move more
      And the period is no fallback
      And the period's ledger balances to zero

    Example: Homes that may trade with some EVs only
      Given House L1 has 3.6 kW to spare
      And House R2 has 2.4 kW to spare
      And House Z0 has 3 kW to spare
      And EV 1 holds 25 kWh of its 50 kWh
      And EV 2 holds 25 kWh of its 50 kWh
      And EV 3 holds 39.99 kWh of its 50 kWh
      And House L1 trades only with EV 1 and EV 2
      And House R2 trades only with EV 2 and EV 3
      And House Z0 trades with no other EV than EV 1
      When the period ends
      Then the matches are:
        | prosumer | EV   | expected energy (kWh) |
        | House L1 | EV 2 | 0.06                  |
        | House R2 | EV 3 | 0.01                  |
        | House Z0 | EV 1 | 0.05                  |
      And the pairs are proved to move 0.12 kWh, and no pairs move more
      And the period's ledger balances to zero

  Rule: A scarce EV has a shadow price: what a second one like it would add

    Example: One EV for two homes
      Given House L1 has 1.8 kW to spare
      And House Z0 has 3.6 kW to spare
      And EV 3 holds 25 kWh of its 50 kWh
      When the period ends
      Then the shadow price of EV 3 is 0.03 kWh
      And House Z0 has EV 3, because "House-Z0 and EV-3 move 0.060 kWh; a second EV like EV-3 would add 0.030 kWh; no other EV could trade with House-Z0"
      And the period's ledger balances to zero

    Example: Two EVs for one home
      Given House Z0 has 3.6 kW to spare
      And EV 1 holds 25 kWh of its 50 kWh
      And EV 2 holds 25 kWh of its 50 kWh
      When the period ends
      Then no EV has a shadow price
      And the period's ledger balances to zero

  Rule: The reason of a match names the best other EV, and by how much it lost

    Example: The other EV has little room
      Given House Z0 has 3.6 kW to spare
      And EV 1 holds 39.99 kWh of its 50 kWh
      And EV 2 holds 25 kWh of its 50 kWh
      When the period ends
      Then House Z0 has EV 2, and EV 1 lost by 0.05 kWh
      And House Z0 has EV 2, because "House-Z0 and EV-2 move 0.060 kWh; a second EV like EV-2 would add nothing; the best other EV for House-Z0, EV-1, moves 0.010 kWh at no price, 0.050 kWh less gained"
      And the period's ledger balances to zero

    Example: Greedy did not look at the EV with the large room
      Given the grid matches by the greedy algorithm
      And House Z0 has 3.6 kW to spare
      And these EVs, in order of arrival:
        | EV   | battery (kWh) | holds (kWh) |
        | EV 1 | 50            | 39.99       |
        | EV 2 | 50            | 25          |
      When the period ends
      Then House Z0 has EV 1, and EV 2 would have been better by 0.05 kWh
      And the period's ledger balances to zero

  Rule: A grid that matches greedily shows what that loses, in energy and in money

    Example: The two do not fit
      Given the grid pays 6.4 p/kWh and asks 29.49 p/kWh
      And the grid matches by the greedy algorithm
      And House L1 has 0.6 kW to spare
      And House Z0 has 3.6 kW to spare
      And these EVs, in order of arrival:
        | EV   | battery (kWh) | holds (kWh) |
        | EV 2 | 50            | 25          |
        | EV 1 | 50            | 39.99       |
      When the period ends
      Then greedy loses 0.05 kWh and 0.57725 p
      And the period is no fallback
      And the period's ledger balances to zero

    Example: First come, first served is as good as any
      Given the grid matches by the greedy algorithm
      And House Z0 has 3.6 kW to spare
      And EV 3 holds 25 kWh of its 50 kWh
      When the period ends
      Then greedy loses 0 kWh and 0 p
      And the pairs are proved to move 0.06 kWh, and no pairs move more
      And the period's ledger balances to zero

  Rule: When greedy takes over for want of time, the period is marked, and what it lost is given as an upper bound

    Example: The optimal algorithm runs out of time
      Given the grid matches by the optimal algorithm
      And House L1 has 0.6 kW to spare
      And House Z0 has 3.6 kW to spare
      And these EVs, in order of arrival:
        | EV   | battery (kWh) | holds (kWh) |
        | EV 2 | 50            | 25          |
        | EV 1 | 50            | 39.99       |
      And the matching takes longer than its budget
      When the period ends
      Then the period is a fallback to greedy that loses at most 0.05 kWh
      And the live page marks the period: "greedy, at most 0.050 kWh lost"
      And the period's ledger balances to zero

    Example: It has its time again in the next period
      Given House Z0 has 3.6 kW to spare
      And EV 3 holds 25 kWh of its 50 kWh
      And the matching takes longer than its budget
      And the period has ended
      When the next period ends
      Then the period is no fallback
      And the pairs are proved to move 0.06 kWh, and no pairs move more
      And the period's ledger balances to zero

  Rule: A tester's grid lists the partners of a home in one way only

    Example: An EV of its own, and a list beside it
      Given House L1 has 3.6 kW to spare
      And EV 1 holds 25 kWh of its 50 kWh
      And EV 2 holds 25 kWh of its 50 kWh
      And House L1 trades with no other EV than EV 1
      And House L1 trades only with EV 1 and EV 2
      Then the grid is refused: "House-L1 is in both 'own_vehicle' and 'trades_only_with'"
