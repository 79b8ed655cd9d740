Feature: Nobody acts who may not
  A market with people asks of every request who sends it, and lets each do what the role allows and no more.
  What was done in somebody's name stands in a trail that shows whether a line was changed.

  Background:
    Given a market of which Ada is an admin, Olga an operator and Uma an auditor

  Rule: A stranger gets the way in, and nothing else

    Example: Addresses without a login
      Then a stranger is told to log in at "/api/grids/demo/snapshot"
      And a stranger is told to log in at "/graphql?query=%7B__typename%7D"
      And a stranger is told to log in at "/api/people"
      But a stranger sees "/login.html"

  Rule: Each role does its own work

    Example: An operator watches, an admin rules people only
      When Olga and Ada log in
      Then Olga sees "/api/grids/demo/snapshot"
      And Ada may not see "/api/grids/demo/snapshot": "ada is admin; to see the market as a whole needs analyst or approver or auditor or operator"
      And Ada sees "/api/people"
      And Olga may not see "/api/people": "olga is operator; to manage people needs admin"

    Example: The engine's tools look and change nothing, since they cannot say why
      When Olga logs in
      And Olga aborts a period by GraphQL
      Then the market refuses: "whoever changes a period says why"

  Rule: A device speaks only for its own party

    Example: The meter of home L1 reports for itself and for its neighbour
      Given Olga has issued a token for the meter of "prosumer:L1"
      When that meter reports for "L2"
      Then the report is refused: "its sender does not speak for prosumer:L2"
      When that meter reports for "L1"
      Then the report is taken

    Example: A meter shows a certificate instead
      Given the meter of "prosumer:L1" has a certificate that the market trusts
      When that meter reports for "L2"
      Then the report is refused: "its sender does not speak for prosumer:L2"
      When that meter reports for "L1"
      Then the report is taken

    Example: A revoked token
      Given Olga has issued a token for the meter of "prosumer:L1"
      When Olga revokes that token
      And that meter reports for "L1"
      Then the market does not know the meter

  Rule: A member rules the key and the tokens of the own home, and of no other

    Example: A token for the own home, issued and revoked by whoever lives there
      Given Mia, a member of home L3, has issued a token for its meter
      When that meter reports for "L1"
      Then the report is refused: "its sender does not speak for prosumer:L1"
      When that meter reports for "L3"
      Then the report is taken
      When Mia revokes that token
      And that meter reports for "L3"
      Then the market does not know the meter
      And the trail says that "mia" did "revoke token" to "L3.meter"

    Example: Who leaves the home leaves its tokens behind
      Given Max, a new member of home R2, has issued a token for its meter
      When that meter reports for "R2"
      Then the report is taken
      When Ada makes Max a member of home Z0 instead
      And that meter reports for "R2"
      Then the market does not know the meter
      And the trail says that "ada" did "end token" to "R2.meter for demo/prosumer:R2"

    Example: Another key for the own home, and none for the neighbour's
      When Mia orders another key for "prosumer:L1"
      Then Mia is told: "No party 'prosumer:L1' of yours is there."
      When Mia orders another key for "prosumer:L3"
      Then Mia is told: "Another key speaks for prosumer:L3 from the period of"
      And the trail says that "mia" did "key" to "demo: prosumer:L3"

  Rule: A monitor reads the figures, and nothing else

    Example: Prometheus
      Given Olga has issued a token for figures
      Then that program sees "/q/metrics"
      And that program may not see "/api/grids/demo/snapshot"
      And that program may not see "/api/trail"

  Rule: A session ends at once

    Example: A stolen cookie after the log-out
      Given Uma has logged in, and a thief has Uma's cookie
      Then the thief sees "/api/trail"
      When Uma logs out
      Then the thief is told to log in at "/api/trail"

    Example: Another role
      Given Uma has logged in, and a thief has Uma's cookie
      When Ada gives Uma the roles "auditor,analyst"
      Then the thief is told to log in at "/api/trail"

  Rule: Who guesses passwords has to wait

    Example: The sixth guess
      When a stranger tries 6 passwords of "nobody.here"
      Then the market says: "Too many tries: wait 10 seconds."

  Rule: What was done stands in the trail

    Example: A person is added
      When Ada adds Eve as an analyst
      Then the trail says that "ada" did "add person" to "eve: analyst"
      And no line of the trail was changed
