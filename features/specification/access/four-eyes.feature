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
