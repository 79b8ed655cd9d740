Feature: The vehicles learn what their homes will need
  Each home's EV trains a model on the readings of that home and of no other; once an hour what they learnt becomes one model.
  Who looks at a bid later can tell which version of the model it came from, and who had a part in that.

  Background:
    Given the grid forecasts by the vehicles' models
    And House Z0 has 3.6 kW to spare
    And House L1 needs 1.2 kW
    And House L1 needs 3 kW from 12:58 on
    And EV 3 holds 25 kWh of its 50 kWh

  Rule: A bid names the strategy and the model that its forecast came from

    Example: In its first minutes a model has learnt nothing, and repeats the last period
      When the period ends
      Then the bid of House Z0 comes from the strategy "federated" and model 1
      And House Z0 sells 0.06 kWh to EV 3
      And the period's ledger balances to zero

  Rule: Once an hour the models become one, and whoever has nothing to tell is named with the reason

    Example: At noon nobody has learnt anything yet
      When the period ends
      Then model 1 is recorded, merged from 0 updates
      And House Z0 has no part in it, because "nothing came"
      And the period's ledger balances to zero

    Example: House L1 has changed its mind within the hour, House Z0 has not
      When the clock moves on to the period of 13:00
      Then model 2 is recorded, merged from 1 update
      And the update of House L1 is part of it
      And House Z0 has no part in it, because "it changes nothing"
      And the bid of House L1 comes from the strategy "federated" and model 2
      When the next period ends
      Then the period's ledger balances to zero

  Rule: A period waits for no model

    Example: The models are out of order, and the last period repeats
      Given the forecast is unavailable
      When the period ends
      Then the forecasts were made by persistence
      And House Z0 sells 0.06 kWh to EV 3
      And the period's ledger balances to zero

    Example: What was not recorded then is recorded in the next period
      Given the forecast is unavailable
      When the next period ends
      Then model 1 is recorded, merged from 0 updates
      And the bid of House Z0 comes from the strategy "federated" and model 1
      And the period's ledger balances to zero

  Rule: A live market has no foresight

    Example: Perfect forecasts are for studies
      Given the grid forecasts by the strategy "perfect"
      Then the grid is refused: "forecast 'perfect' is none of federated, federated-secure, persistence, same-time-yesterday"
