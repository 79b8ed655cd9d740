Feature: Two people see a change of the rules before it moves money
  An analyst writes, somebody else looks at every cell and approves, and the change holds from the period that was named.
  What one person alone could do to everybody's prices is told to everybody.

  Background:
    Given a market of which Anna is an analyst, Bert an approver and Olga an operator
    And a grid of it in the period of 12:00

  Rule: An approved change holds from the period that was named

    Example: Cars sell at 105 % of their cost from 12:03 on
      Given Anna has a draft in which cars sell at 105 % of their cost
      When Anna asks for approval from the period of 12:03
      And Bert approves what he sees
      And the periods up to 12:03 have begun
      Then the periods 12:00 to 12:02 used the rules of before
      And the period of 12:03 uses the draft
      And the history says that Anna wrote it and Bert approved it

  Rule: Nobody approves the own work

    Example: The author asks and may not answer
      Given Anna has a draft in which cars sell at 105 % of their cost
      When Anna asks for approval from the period of 12:03
      And Anna approves what she sees
      Then the workbench refuses: "anna is analyst; to approve drafts of rules needs approver"

  Rule: An approval is for the cells that were looked at

    Example: A cell is changed after Bert looked
      Given Anna has a draft in which cars sell at 105 % of their cost
      And Anna asks for approval from the period of 12:03
      And Bert has looked at it
      When Anna changes it to 104 %
      And Bert approves what he saw
      Then the workbench refuses: "Nobody asks for approval of draft"
      When the periods up to 12:03 have begun
      Then the periods 12:00 to 12:03 used the rules of before

    Example: Approval is asked for anew, from another period
      Given Anna has a draft in which cars sell at 105 % of their cost
      And Anna asks for approval from the period of 12:03
      And Bert has looked at it
      When Anna asks for approval from the period of 12:05
      And Bert approves what he saw
      Then the workbench refuses: "and approval was asked for anew"
      When the periods up to 12:03 have begun
      Then the periods 12:00 to 12:03 used the rules of before

  Rule: Whoever approves sees what was tried

    Example: Nothing was tried, and Bert is told so
      Given Anna has a draft in which cars sell at 105 % of their cost
      When Anna asks for approval from the period of 12:03
      Then Bert sees that no what-if was run and no promise was played

    Example: A what-if was run, and stays with the request
      Given Anna has a draft in which cars sell at 105 % of their cost
      And the periods up to 12:02 have begun
      And Anna has tried it on the settled trades
      When Anna asks for approval from the period of 12:05
      Then Bert sees that a what-if of prices over 2 periods left nobody worse off than with the grid
      When Bert approves what he sees
      And the periods up to 12:05 have begun
      Then the history shows the same what-if

  Rule: What others had approved is not taken back unseen

    Example: Two drafts begin from the same rules
      Given Anna has a draft in which cars sell at 105 % of their cost
      And Anna has another draft in which homes get 60 % of the difference
      And Anna asks for approval of the first draft from the period of 12:02
      And Bert approves what he sees
      When Anna asks for approval of the second draft from the period of 12:04
      Then the workbench refuses: "would take back: pricing.csv"
      And the workbench refuses: "percent (%) 105 (draft"
      And the workbench refuses: "of anna, approved by bert)"
      When Anna brings the second draft up to date
      And Anna asks for approval of the second draft from the period of 12:04
      And Bert approves what he sees
      And the periods up to 12:04 have begun
      Then the period of 12:04 uses 105 % of the cost and 60 % of the difference

    Example: Another draft is approved after Bert looked
      Given Anna has a draft in which cars sell at 105 % of their cost
      And Anna has another draft in which homes get 60 % of the difference
      And Anna asks for approval of the first draft from the period of 12:02
      And Anna asks for approval of the second draft from the period of 12:04
      When Bert approves the first draft
      And Bert approves the second draft
      Then the workbench refuses: "would take back: pricing.csv"

    Example: Both drafts change the same rule
      Given Anna has a draft in which cars sell at 105 % of their cost
      And Anna has another draft in which cars sell at 107 % of their cost
      And Anna asks for approval of the first draft from the period of 12:02
      And Bert approves the first draft
      When Anna brings the second draft up to date
      Then the workbench refuses: "Both sides changed pricing.csv"

  Rule: An approval can be taken back until its period, with a reason that stays

    Example: Bert sees a slip too late
      Given Anna has a draft in which cars sell at 105 % of their cost
      And Anna asks for approval from the period of 12:03
      And Bert approves what he sees
      When Bert takes the approval back: "a slip in row 8"
      Then Anna and the history are told that Bert took it back: "a slip in row 8"
      When the periods up to 12:03 have begun
      Then the periods 12:00 to 12:03 used the rules of before

  Rule: The history counts what a version did

    Example: A version in force for two periods
      Given Anna has a draft in which cars sell at 105 % of their cost
      And Anna asks for approval from the period of 12:01
      And Bert approves what he sees
      When the periods up to 12:03 have begun
      Then the history counts 2 periods of the draft, and rows that were never hit

  Rule: The watched folder is closed once there are approvers

    Example: A file that goes round the four eyes
      When somebody saves a table into the folder in which cars sell at 120 % of their cost
      And the periods up to 12:02 have begun
      Then the periods 12:00 to 12:02 used the rules of before
      And the workbench says of the folder: "what was saved here changes nothing"

  Rule: In an emergency an operator goes back, and everybody is told

    Example: Nobody trades under the new rules
      Given Anna has a draft in which cars sell at 105 % of their cost
      And Anna asks for approval from the period of 12:02
      And Bert approves what he sees
      And the periods up to 12:02 have begun
      When Olga goes back to the rules of before: "nobody trades"
      And the periods up to 12:03 have begun
      Then the period of 12:02 uses the draft
      And the period of 12:03 uses the rules of before
      And the live page says: "an operator went back to the rules of version"
